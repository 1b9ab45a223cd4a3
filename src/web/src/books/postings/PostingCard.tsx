import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { api } from '../../api/client';
import type { PostingView, RegisteredPerson } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { day, minute } from '../../calendar/moment';
import { useI18n } from '../../i18n';
import { ReasonDialog } from '../../instances/ReasonDialog';
import { ProblemNote } from '../../shell/ProblemNote';
import { transfersKey } from '../../transfers/queries';
import { Changes } from './Changes';
import { Refused } from './Refused';
import { postingTone } from './status';

/** One posting with everything that whoever approves it has to see. */
export function PostingCard({ of, person }: { of: PostingView; person: RegisteredPerson | undefined }) {
  const { t, word } = useI18n();
  const { message, modal } = App.useApp();
  const cache = useQueryClient();
  const [returning, setReturning] = useState(false);
  const path = `/organization/postings/${encodeURIComponent(of.id)}` as const;
  const done = (text: string) => { setReturning(false); void message.success(text); void cache.invalidateQueries({ queryKey: [transfersKey] }); };
  const approve = useCommand((_: null, commandId) => api.post(`${path}/approve`, { commandId }), { onSuccess: () => done(t('posting.approved', { id: of.id })) });
  const giveBack = useCommand((reason: string, commandId) => api.post(`${path}/return`, { commandId, reason }), { onSuccess: () => done(t(of.own ? 'posting.withdrawn' : 'posting.returned', { id: of.id })) });
  const confirm = () => modal.confirm({
    title: t('posting.approveTitle', { id: of.id }), okText: t('posting.approve'), cancelText: t('common.cancel'), okButtonProps: { 'data-testid': 'posting-approve-sure' } as { 'data-testid': string }, width: 560,
    content: <><p>{of.sentence}</p><Changes of={of.changes} /></>, onOk: () => approve.submit(null),
  });
  return (
    <li className="panel posting-card" data-posting={of.id}>
      <p className="posting-head"><b className="number">{of.id}</b><span className="chip tone-idle">{word('postingKind', of.kind)}</span><span className={`chip tone-${postingTone[of.status]}`} data-testid="posting-status">{word('postingStatus', of.status)}</span></p>
      <p className="posting-sentence">{of.sentence}{person && <>（{person.name}，<span className="number">{person.number}</span>）</>}</p>
      {of.problems.length > 0 ? <Refused title={t('posting.refusedNow')} problems={of.problems} /> : <Changes of={of.changes} />}
      <p className="quiet">{t('posting.ground', { docNo: of.docNo, on: day(of.on) })}　{t('posting.proposedBy', { name: of.byName, at: minute(of.at) })}{of.decidedByName && of.decidedAt && <>　{t(`posting.by.${of.status as 'Posted'}`, { name: of.decidedByName, at: minute(of.decidedAt) })}</>}</p>
      {of.remark && <p className="posting-remark">{t('posting.remark')}：{of.remark}</p>}
      <ProblemNote error={approve.error} />
      {(of.mayApprove || of.mayReturn) && (
        <div className="transfer-actions">
          {of.mayApprove && of.problems.length === 0 && <Button type="primary" loading={approve.isPending} onClick={confirm} data-testid="posting-approve">{t('posting.approve')}</Button>}
          {of.mayReturn && <Button onClick={() => setReturning(true)} data-testid="posting-return">{t(of.own ? 'posting.withdraw' : 'posting.return')}</Button>}
        </div>
      )}
      {returning && <ReasonDialog title={t(of.own ? 'posting.withdraw' : 'posting.return')} effect={t(of.own ? 'posting.withdrawEffect' : 'posting.returnEffect', { name: of.byName })} pending={giveBack.isPending} error={giveBack.error} submit={giveBack.submit} close={() => setReturning(false)} />}
    </li>
  );
}
