import type { ReactNode } from 'react';
import type { CaseDetail } from '../api/caseTypes';
import { day, minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { Due } from '../tasks/Due';

/** Who has it now, and what is on record so far. */
export function CaseAside({ detail }: { detail: CaseDetail }) {
  const { t, word } = useI18n();
  return (
    <aside className="case-aside" aria-label={t('case.aside')} tabIndex={0}>
      {detail.heldSince && <Block title={t('flag.OnHold')}><p>{t('case.heldSince', { at: minute(detail.heldSince) })}</p></Block>}
      {detail.pendingWithdrawal && <Block title={t('case.pendingWithdrawal')}><p>{detail.pendingWithdrawal.requestedByName}　{minute(detail.pendingWithdrawal.requestedAt)}</p><p className="pre quiet">{detail.pendingWithdrawal.reason}</p></Block>}
      <Block title={t('case.now')}>
        {detail.tasks.length === 0 ? <p className="quiet">{t('case.nobody')}</p> : (
          <ul className="aside-tasks">{detail.tasks.map((task) => (
            <li key={task.id} className={detail.myTaskIds.includes(task.id) ? 'mine' : ''}>
              <b>{word('step', task.step)}</b><span>{[task.unitName, task.role && word('role', task.role), task.holder].filter(Boolean).join(' ')}</span>
              <Due at={task.dueAt} state={task.dueState} level={task.overdueLevel} stacked={false} />
              {task.urgedAt && <small className="quiet">{t('case.urgedAt', { at: minute(task.urgedAt) })}</small>}
            </li>
          ))}</ul>
        )}
      </Block>
      {detail.issued && <Block title={t('case.issued')}><p className="issued-number">{detail.issued.documentNumber}</p><p className="quiet">{minute(detail.issued.issuedAt)}{detail.issued.signedBy && `　${t('case.signedBy', { name: detail.issued.signedBy })}`}</p></Block>}
      {detail.submissions.length > 0 && (
        <Block title={t('case.submissions')}>
          <ul>{detail.submissions.map((s) => <li key={s.round}><b>{t('round.n', { n: s.round })}</b> {s.submittedAt ? <>{minute(s.submittedAt)} <span className={s.onTime === false ? 'bad' : 'good'}>{s.onTime === false ? t('case.late') : s.onTime ? t('case.onTime') : ''}</span></> : <span className="quiet">{t('case.notYet')}</span>}{s.dueAt && <small className="quiet"> {t('case.dueOn', { at: minute(s.dueAt) })}</small>}</li>)}</ul>
        </Block>
      )}
      {detail.meetings.length > 0 && (
        <Block title={t('case.meetings')}>
          <ul>{detail.meetings.map((m) => (
            <li key={m.number}><b>{m.meeting}</b> {day(m.meetingDate)}
              {m.decision && <div>{word('outcome', m.decision)}　<span className="quiet">{t('case.votes', { expected: m.expected ?? 0, present: m.present ?? 0, votesFor: m.votesFor ?? 0, against: m.votesAgainst ?? 0, defer: m.votesDefer ?? 0 })}</span></div>}
              {m.resolution && <p className="pre quiet">{m.resolution}</p>}{m.changes && <p className="pre">{m.changes}</p>}{m.reason && <p className="pre">{m.reason}</p>}
              {m.earliestResubmission && <p className="quiet">{t('form.earliestResubmission', { day: day(m.earliestResubmission) })}</p>}
            </li>
          ))}</ul>
        </Block>
      )}
      {detail.legalOpinions.length > 0 && <Block title={t('case.legal')}><ul>{detail.legalOpinions.map((l) => <li key={l.number}><b>{word('outcome', l.result)}</b> {l.personName} <small className="quiet">{minute(l.at)}</small><p className="pre quiet">{l.comment}</p></li>)}</ul></Block>}
      {detail.reviewers.length > 0 && <Block title={t('case.reviewers')}><ul>{detail.reviewers.map((r) => <li key={r.unitId}>{r.unitName} <small className="quiet">{word('policy', r.policy)}</small></li>)}</ul></Block>}
    </aside>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return <section className="aside-block"><h2>{title}</h2>{children}</section>;
}
