import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../api/client';
import type { CircularDetail } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { Loaded } from '../shell/states';
import { MyOpinion } from './MyOpinion';
import { talkKey } from './queries';
import { Receipts } from './Receipts';

/** One circular: what the receiver reads and may say about it, or the sender's receipts. */
export function CopyPage() {
  const { copyId = '' } = useParams();
  const query = useQuery({ queryKey: [talkKey, 'copy', copyId], queryFn: () => api.get(`/copies/${encodeURIComponent(copyId)}`) });
  return <div className="page"><Loaded query={query} rows={6}>{(detail) => <OneCopy key={copyId} detail={detail} />}</Loaded></div>;
}

function OneCopy({ detail }: { detail: CircularDetail }) {
  const { t, word } = useI18n();
  const client = useQueryClient();
  const { circular, sender } = detail;
  const open = useCommand((_: null, commandId) => api.post(`/copies/${encodeURIComponent(circular.id)}/open`, { commandId }), { onSuccess: () => void client.invalidateQueries({ queryKey: [talkKey] }) });
  const unread = circular.mine?.state === 'Unread';
  const { submit } = open;
  useEffect(() => {
    // Opening it is the receipt.
    if (unread) submit(null);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [unread]);
  return (
    <>
      <header className="page-head"><h1>{circular.flowTitle}</h1></header>
      <section className="panel pad-panel">
        <p className="quiet">{circular.senderName}　{circular.senderUnitName}　{minute(circular.sentAt)}</p>
        {circular.remark && <p className="pre">{circular.remark}</p>}
        <ul className="copy-links">
          {detail.isCase && <li><Link to={`/cases/${encodeURIComponent(circular.caseId)}`} data-testid="open-flow">{t('copies.openCase')}</Link></li>}
          {!detail.isCase && detail.current.map((step) => <li key={step.taskId}><Link to={`/task/${encodeURIComponent(step.taskId)}`} data-testid="open-flow">{step.title}</Link> <span className="quiet">{word('step', step.step)}</span></li>)}
          {!detail.isCase && detail.current.length === 0 && <li className="quiet">{t('copies.ended')}</li>}
        </ul>
      </section>
      {sender ? <Receipts detail={detail} /> : circular.mine?.state === 'Read' && <MyOpinion id={circular.id} copy={circular.mine} />}
    </>
  );
}
