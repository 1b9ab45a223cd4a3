import { useEffect } from 'react';
import { useI18n } from '../i18n';
import { GenericFields } from './GenericFields';
import type { WidgetProps } from './TaskForm';
import { countOf } from './vote';

/** The count with its arithmetic in view: quorum and majority are of those who should attend. */
export default function DecisionWidget({ task, data, change, limit }: WidgetProps) {
  const { t } = useI18n();
  const count = countOf(data);
  const { complete, quorum, passed, tooMany, present, expected, cast, votesFor } = count;
  useEffect(() => {
    if (!complete) { limit({}); return; }
    const why = tooMany ? t('form.vote.tooMany') : !quorum ? t('form.vote.noQuorum', { present, expected }) : null;
    if (why) { limit({ Passed: why, PassedWithChanges: why, Deferred: why, NotPassed: why }); return; }
    const not = passed ? t('form.vote.isPassed', { n: votesFor }) : t('form.vote.isNotPassed', { n: votesFor, expected });
    limit(passed ? { Deferred: not, NotPassed: not } : { Passed: not, PassedWithChanges: not });
  }, [complete, quorum, passed, tooMany, present, expected, votesFor, limit, t]);
  const need = Math.floor(expected / 2) + 1;
  const share = (n: number) => `${expected > 0 ? Math.min(100, (n / expected) * 100) : 0}%`;
  return (
    <>
      <div className="vote">
        <div className="numbers"><GenericFields task={task} data={data} change={change} only={['expected', 'present', 'votesFor', 'votesAgainst', 'votesDefer']} /></div>
        <div className="vote-sum" aria-live="polite" data-testid="vote-summary">
          <div className="vote-bar" aria-hidden><i className="for" style={{ width: share(votesFor) }} /><i className="against" style={{ width: share(count.votesAgainst) }} /><i className="defer" style={{ width: share(count.votesDefer) }} /><b style={{ left: share(expected / 2) }} /></div>
          <ul>
            <li className={complete ? (quorum ? 'yes' : 'no') : ''}>{t('form.vote.quorum', { present, expected, need })}<strong>{complete ? t(quorum ? 'form.vote.met' : 'form.vote.unmet') : '—'}</strong></li>
            <li className={complete ? (passed ? 'yes' : 'no') : ''}>{t('form.vote.majority', { votesFor, need })}<strong>{complete ? t(passed ? 'form.vote.reached' : 'form.vote.notReached') : '—'}</strong></li>
            <li className={tooMany ? 'no' : ''}>{t('form.vote.cast', { cast, present, absent: Math.max(0, present - cast) })}</li>
          </ul>
        </div>
      </div>
      <GenericFields task={task} data={data} change={change} only={['resolution', 'changes', 'reason', 'earliestResubmission']} />
    </>
  );
}
