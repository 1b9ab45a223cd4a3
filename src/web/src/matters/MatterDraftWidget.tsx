import { Alert } from 'antd';
import { useEffect } from 'react';
import type { WidgetProps } from '../forms/TaskForm';
import { useI18n } from '../i18n';
import { Loaded } from '../shell/states';
import { MatterFields } from './MatterFields';
import { WorkingFiles } from './MatterFiles';
import { useMatter } from './queries';

/** 起草 anew: begins with what was handed in last. While others wait for the correction, only the text is open. */
export default function MatterDraftWidget({ task, data, change, preset, beforeSubmit }: WidgetProps) {
  const { t } = useI18n();
  const query = useMatter(task.caseId);
  const matter = query.data;
  useEffect(() => {
    const last = matter?.texts.at(-1);
    if (!last || !matter?.plan) return;
    const { reviewers, mode, share, over, days } = matter.plan;
    preset((now) => ({ title: last.title, text: last.text, kind: matter.kind, mode, days, reviewers: reviewers.map(({ unitId, weight, veto }) => ({ unitId, weight, veto })), ...(share === null ? {} : { share, over }), ...now }));
    // Once, with what was there when the form was opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [matter?.version]);
  return (
    <Loaded query={query}>
      {(found) => {
        const straight = found.steps.some((step) => step.seats.some((seat) => seat.state === 'Deferred' && seat.taskId !== task.id));
        const why = [...found.path].reverse().find((entry) => (entry.kind === 'Decision' && entry.outcome === 'Reject') || entry.kind === 'Returned' || entry.kind === 'Withdrawn');
        return (
          <>
            {why && <Alert className="note" type="warning" showIcon title={`${why.actorName}：${why.text}`} description={why.comment ?? undefined} />}
            {straight && <Alert className="note" type="info" showIcon title={t('matter.straight')} />}
            <MatterFields data={data} change={change} unitId={found.unitId} frozen={straight} withNote />
            <WorkingFiles matterId={found.id} onWait={beforeSubmit} />
          </>
        );
      }}
    </Loaded>
  );
}
