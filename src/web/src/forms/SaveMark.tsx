import { CheckCircleOutlined, CloudSyncOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { useI18n } from '../i18n';
import type { SaveState } from './useAutosave';

export function SaveMark({ state }: { state: SaveState }) {
  const { t } = useI18n();
  const bad = state === 'offline' || state === 'refused' || state === 'conflict';
  return (
    <span className={`save-mark ${bad ? 'bad' : ''}`} role="status" data-testid="save-state" data-state={state}>
      {state === 'clean' ? null : bad ? <ExclamationCircleOutlined /> : state === 'saved' ? <CheckCircleOutlined /> : <CloudSyncOutlined />}
      {state === 'clean' ? t('form.autosave') : t(`form.save.${state}`)}
    </span>
  );
}
