import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import { api } from '../api/client';
import type { CircularDetail } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { talkKey } from './queries';

const tone = { Unread: 'review', Read: 'done', TakenBack: 'idle' } as const;
const confirm = { 'data-testid': 'confirm' } as Record<`data-${string}`, string>;

/** Who has read and who has not, for the sender. */
export function Receipts({ detail: { circular, copies } }: { detail: CircularDetail }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { message } = App.useApp();
  const refresh = () => void client.invalidateQueries({ queryKey: [talkKey] });
  const path = `/copies/${encodeURIComponent(circular.id)}` as const;
  const remind = useCommand((_: null, commandId) => api.post(`${path}/remind`, { commandId }), { onSuccess: () => { refresh(); void message.success(t('copies.reminded')); } });
  const takeBack = useCommand((personIds: string[] | null, commandId) => api.post(`${path}/take-back`, { commandId, personIds }), { onSuccess: refresh });
  const unread = copies.filter((copy) => copy.state === 'Unread').length;
  return (
    <section className="panel pad-panel receipts" aria-label={t('copies.receipts')}>
      <header>
        <h2>{t('copies.receipts')}</h2><span className="quiet">{t('copies.readOf', { read: circular.read, of: circular.receivers })}{circular.remindedAt && `　${t('copies.remindedAt', { at: minute(circular.remindedAt) })}`}</span>
        <span className="spacer" />
        {unread > 0 && <Button loading={remind.isPending} onClick={() => remind.submit(null)} data-testid="remind">{t('copies.remind')}</Button>}
        {unread > 0 && (
          <Popconfirm title={t('copies.takeBackAll', { n: unread })} description={t('copies.takeBackEffect')} okText={t('common.confirm')} cancelText={t('common.cancel')} okButtonProps={confirm} onConfirm={() => takeBack.submit(null)}>
            <Button loading={takeBack.isPending} data-testid="take-back-all">{t('copies.takeBack')}</Button>
          </Popconfirm>
        )}
      </header>
      <ProblemNote error={remind.error ?? takeBack.error} />
      <ul>
        {copies.map((copy) => (
          <li key={copy.personId} data-testid={`receipt-${copy.personId}`}>
            <b>{copy.personName}</b> <span className="quiet">{copy.unitName}</span> <span className={`chip tone-${tone[copy.state]}`}>{t(`copies.state.${copy.state}`)}</span> <span className="quiet">{copy.readAt && minute(copy.readAt)}</span>
            {copy.state === 'Unread' && <button type="button" className="link" onClick={() => takeBack.submit([copy.personId])}>{t('copies.takeBack')}</button>}
            {copy.opinion && <p className="quote">{copy.opinion}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
