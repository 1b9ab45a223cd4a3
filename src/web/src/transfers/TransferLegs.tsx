import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { api } from '../api/client';
import type { TransferDocument, TransferLeg } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { transfersKey } from './queries';
import { legTone } from './status';

/** 机构编制, 财政 and 人社: what each was asked, what it answered, and why not. */
export function TransferLegs({ of }: { of: TransferDocument }) {
  const { t } = useI18n();
  return (
    <section className="transfer-legs" aria-label={t('transfer.authorities')}>
      {of.transfer.legs.map((leg) => <Leg key={leg.authority} leg={leg} of={of} />)}
    </section>
  );
}

function Leg({ leg, of }: { leg: TransferLeg; of: TransferDocument }) {
  const { t, word } = useI18n();
  const client = useQueryClient();
  const { message } = App.useApp();
  const retry = useCommand((_: null, commandId) => api.post(`/transfers/${encodeURIComponent(of.transfer.id)}/retry`, { commandId, authority: leg.authority }), {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: [transfersKey] });
      void message.success(t('transfer.retried', { authority: word('authority', leg.authority) }));
    },
  });
  return (
    <article className={`panel transfer-leg leg-${legTone(leg)}`} data-testid={`leg-${leg.authority}`}>
      <header><h2>{word('authority', leg.authority)}</h2><span className={`chip tone-${legTone(leg)}`}>{t('transfer.legNow', { step: word('transferStep', leg.step), state: word('legState', leg.state) })}</span></header>
      <p className="quiet">{t(`transfer.part.${leg.authority}`)}</p>
      {leg.answeredAt && leg.state !== 'Asked' && <p className="quiet">{t('transfer.answeredAt', { at: minute(leg.answeredAt) })}</p>}
      {leg.state === 'Asked' && <p role="status">{t(leg.asks > 1 ? 'transfer.askedAgain' : 'transfer.asked', { n: leg.asks })}{leg.asks > 1 && leg.askAgainAt && <span className="quiet">　{t('transfer.nextAsk', { at: minute(leg.askAgainAt) })}</span>}</p>}
      {leg.reasons.length > 0 && (
        <ul className="transfer-reasons">
          {leg.reasons.map((reason) => (
            <li key={`${reason.rule}${reason.path}${reason.message}`}><span className={`chip tone-${reason.severity === 'B' ? 'issue' : 'dispute'}`} title={t(reason.severity === 'B' ? 'transfer.blocks' : 'transfer.warns')}>{reason.rule}</span> {reason.message}</li>
          ))}
        </ul>
      )}
      <ProblemNote error={retry.error} />
      {of.mayRetry && leg.state !== 'Done' && (leg.state === 'Refused' || leg.asks > 1) && <Button size="small" loading={retry.isPending} onClick={() => retry.submit(null)} data-testid={`retry-${leg.authority}`}>{t('transfer.retry')}</Button>}
    </article>
  );
}
