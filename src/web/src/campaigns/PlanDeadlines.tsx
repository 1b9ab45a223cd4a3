import { DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { DeadlineSpec } from '../api/types';
import { weekday } from '../calendar/workingDays';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { Loaded } from '../shell/states';
import { specAt, withSpec, type Plan } from './plan';
import { milestoneName, usePreview, type Milestone } from './preview';

/** The milestones in order, each editable, with the day of the week and the working days that lie between. */
export function PlanDeadlines({ plan, change }: { plan: Plan; change: (plan: Plan) => void }) {
  const { t, word, language } = useI18n();
  const nameOf = (milestone: Milestone) => (language === 'zh' ? milestone.name : milestoneName(milestone.key, word));
  const preview = usePreview(plan);
  return (
    <>
      {preview.data && <ProblemNote error={preview.error} />}
      <Loaded query={preview} rows={8}>
        {({ milestones, findings }) => (
          <div className="deadlines" tabIndex={0} role="region" aria-label={t('plan.deadlines')}>
            <table className="plain">
              <thead><tr><th>{t('plan.milestone')}</th><th>{t('plan.kind')}</th><th>{t('plan.value')}</th><th>{t('plan.result')}</th><th>{t('plan.gap')}</th></tr></thead>
              <tbody>
                {milestones.map((milestone) => {
                  const path = milestone.key.replace(/^deadlines\./, '');
                  const spec = specAt(plan.deadlines, path);
                  const wrong = findings.filter((finding) => finding.path === milestone.key);
                  return (
                    <tr key={milestone.key}>
                      <th scope="row">{nameOf(milestone)}</th>
                      <td>{spec && <Kind spec={spec} date={milestone.date} change={(next) => change({ ...plan, deadlines: withSpec(plan.deadlines, path, next) })} />}</td>
                      <td>{spec && <Value spec={spec} change={(next) => change({ ...plan, deadlines: withSpec(plan.deadlines, path, next) })} label={nameOf(milestone)} />}</td>
                      <td>{milestone.date} {weekday(milestone.date, language)}{!milestone.isWorkingDay && <em className="rest"> {t('plan.restDay')}</em>}{wrong.map((finding) => <div key={finding.message} className="late">{finding.message}</div>)}</td>
                      <td>{t('plan.workingDays', { n: milestone.workingDays })}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </>
  );
}

interface Part { spec: DeadlineSpec; change: (spec: DeadlineSpec) => void }

function Kind({ spec, change, date }: Part & { date: string }) {
  const { t } = useI18n();
  return (
    <Select value={spec.kind} size="small" style={{ width: 112 }} aria-label={t('plan.kind')}
      onChange={(kind) => change(kind === 'FixedDate' ? { kind, date, cut: spec.cut, roll: spec.roll } : { kind, days: spec.days ?? 3, cut: spec.cut, roll: spec.roll })}
      options={(['FixedDate', 'WorkingDays', 'CalendarDays'] as const).map((value) => ({ value, label: t(`plan.kind.${value}`) }))} />
  );
}

function Value({ spec, change, label }: Part & { label: string }) {
  return spec.kind === 'FixedDate'
    ? <DatePicker size="small" allowClear={false} aria-label={label} value={spec.date ? dayjs(spec.date) : null} onChange={(day) => day && change({ ...spec, date: day.format('YYYY-MM-DD') })} />
    : <InputNumber size="small" min={0} max={365} aria-label={label} value={spec.days ?? 0} onChange={(days) => change({ ...spec, days: days ?? 0 })} />;
}
