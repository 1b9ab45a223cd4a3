import { Button, Input, Popconfirm } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import type { useDecision } from './useDecision';

interface Asked { caseId: string; caseTitle: string; status: string; requestedByName: string; requestedAt: string; decidedByName?: string | null; decidedAt?: string | null; comment?: string | null }

const confirm = { 'data-testid': 'confirm' } as Record<`data-${string}`, string>;

/** One request: what is asked, and either the decision or the means to decide. Each way says what it will change. */
export function RequestItem({ request, kind, unitName, about, children, decides, decision, approve, approveEffect, refuseEffect }: {
  request: Asked; kind: ReactNode; unitName: string; about?: ReactNode; children: ReactNode; decides: boolean; decision: ReturnType<typeof useDecision>;
  approve: string; approveEffect: string; refuseEffect: string;
}) {
  const { t } = useI18n();
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const pending = request.status === 'Pending';
  const blank = comment.trim() === '';
  return (
    <li data-testid={`request-${request.caseId}`}>
      <div className="request-text">
        <span className="chip tone-idle">{kind}</span> <Link to={`/cases/${encodeURIComponent(request.caseId)}`}><b>{request.caseTitle}</b></Link> <span className="quiet">{about}{unitName}</span>
        {children}
        <p className="quiet">{request.requestedByName} {minute(request.requestedAt)}</p>
        {!pending && request.comment && <p>{t('request.comment', { text: request.comment })}</p>}
        <ProblemNote error={decision.error} action={decision.error && decision.variables && !('status' in decision.error) ? <Button size="small" onClick={() => decision.variables && decision.submit(decision.variables)}>{t('common.retry')}</Button> : undefined} />
      </div>
      <span className="spacer" />
      {pending && decides ? (
        <div className="request-decide">
          <Input.TextArea value={comment} maxLength={500} autoSize={{ minRows: 1, maxRows: 4 }} placeholder={t('request.commentHint')} aria-label={t('common.comment')} status={missing && blank ? 'error' : undefined} aria-invalid={missing && blank}
            onChange={(e) => setComment(e.target.value)} data-testid="request-comment" />
          {missing && blank && <div className="field-problem" role="alert">{t('request.commentNeeded')}</div>}
          <div className="form-end">
            <Popconfirm disabled={blank} title={t('request.refuse')} description={refuseEffect} okText={t('common.confirm')} okButtonProps={{ danger: true, ...confirm }} onConfirm={() => decision.submit({ approve: false, comment })}>
              <Button danger disabled={decision.isPending} onClick={() => setMissing(blank)} data-testid="request-refuse">{t('request.refuse')}</Button>
            </Popconfirm>
            <Popconfirm title={approve} description={approveEffect} okText={t('common.confirm')} okButtonProps={confirm} onConfirm={() => decision.submit({ approve: true, comment })}>
              <Button type="primary" loading={decision.isPending} onClick={() => setMissing(false)} data-testid="request-approve">{approve}</Button>
            </Popconfirm>
          </div>
        </div>
      ) : (
        <div className="decided" data-testid="request-decided"><span className={`chip tone-${request.status === 'Approved' ? 'done' : request.status === 'Refused' ? 'issue' : 'idle'}`}>{t(`request.${request.status as 'Pending'}`)}</span>
          {request.decidedByName && <small className="quiet">{request.decidedByName} {request.decidedAt ? minute(request.decidedAt) : ''}</small>}</div>
      )}
    </li>
  );
}
