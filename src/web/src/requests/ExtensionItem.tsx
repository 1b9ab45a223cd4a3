import type { ExtensionRequest } from '../api/types';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { RequestItem } from './RequestItem';
import { useDecision } from './useDecision';

export function ExtensionItem({ request }: { request: ExtensionRequest }) {
  const { t, word } = useI18n();
  const decides = useUser().roles.includes('ZB');
  const decision = useDecision('extension-requests', request.id);
  const until = request.newDueAt ? minute(request.newDueAt) : '';
  return (
    <RequestItem request={request} kind={t('request.kind.extension')} unitName={request.unitName ?? ''} about={`${word('step', request.step)} · `} decides={decides} decision={decision}
      approve={t('extension.approve')} approveEffect={t('extension.approveEffect', { due: until })} refuseEffect={t('extension.refuseEffect')}>
      <p>{t('extension.days', { n: request.days })}：{request.reason}</p>
      <p className="quiet">{t('extension.from')} {request.dueAt ? minute(request.dueAt) : ''} → {t('extension.to')} {until}</p>
    </RequestItem>
  );
}
