import { Alert } from 'antd';
import type { StepPreview } from '../../api/types';
import { minute } from '../../calendar/moment';
import { useUnits } from '../../campaigns/queries';
import { useI18n } from '../../i18n';
import { Loading } from '../../shell/states';

type Planned = { title: string; unit: string | null; role: string | null; persons: string[]; dueAt: string | null };

/** What a deed would do, before it is done: who loses a task, whose waits, who gets one. */
export function Effect({ plan }: { plan: StepPreview }) {
  const { t, word } = useI18n();
  const units = useUnits();
  const who = (task: Planned) => [task.unit && (units.data?.find((unit) => unit.id === task.unit)?.name ?? task.unit), task.role && word('role', task.role), ...task.persons].filter(Boolean).join(' ');
  // Those who decide one step together have one line.
  const lines = (tasks: Planned[]) => {
    const alike = new Map<string, Planned[]>();
    for (const task of tasks) {
      const key = `${task.title}|${task.dueAt ?? ''}`;
      alike.set(key, [...(alike.get(key) ?? []), task]);
    }
    return [...alike].map(([key, some]) => {
      const names = some.map(who).filter(Boolean).join('、');
      return <li key={key}><b>{some[0]!.title}</b> <span className="quiet">{[names && t('life.taskOf', { who: names }), some[0]!.dueAt && minute(some[0]!.dueAt)].filter(Boolean).join(' · ')}</span></li>;
    });
  };
  const others = plan.cancelled.filter((wait) => wait.kind !== 'Task' && wait.kind !== 'Child');
  const nothing = plan.cancelledTasks.length + plan.deferredTasks.length + others.length + plan.cancelledChildren.length + plan.resolved.length === 0;
  const onlyWaits = plan.cancelledTasks.length + others.length + plan.cancelledChildren.length + plan.resolved.length === 0 && plan.deferredTasks.length > 0;
  // Who loses or gets a task is told by name, not by the code of a unit.
  if (units.isPending) return <Loading rows={3} />;
  return (
    <div className="plan" data-testid="effect" aria-live="polite">
      <section>
        {(nothing || !onlyWaits) && <h3>{t('life.ends')}</h3>}
        <ul>
          {lines(plan.cancelledTasks)}
          {others.map((wait) => <li key={wait.id}>{word('waitKind', wait.kind)} <code>{wait.activityId}</code> <span className="quiet">{wait.kind === 'Timer' ? minute(wait.dueAt) : wait.name}</span></li>)}
          {plan.cancelledChildren.map((child) => <li key={child}>{t('life.child')} <code>{child}</code></li>)}
          {plan.resolved.map((incident) => <li key={incident.id}>{t('life.incidentCloses')} <code>{incident.activityId}</code></li>)}
          {nothing && <li className="quiet">{t('common.none')}</li>}
        </ul>
        {plan.deferredTasks.length > 0 && (
          <>
            <h3>{t('deed.waits')}</h3>
            <ul>{lines(plan.deferredTasks)}</ul>
          </>
        )}
      </section>
      <section>
        <h3>{t('life.begins')}</h3>
        <ul>
          {lines(plan.tasks)}
          {plan.opened.filter((wait) => wait.kind !== 'Task').map((wait) => <li key={wait.id}>{word('waitKind', wait.kind)} <code>{wait.activityId}</code> <span className="quiet">{wait.kind === 'Timer' ? minute(wait.dueAt) : wait.name}</span></li>)}
          {plan.commands.map((name, n) => <li key={`c${n}`}>{t('life.command')} <code>{name}</code></li>)}
          {plan.messages.map((name, n) => <li key={`m${n}`}>{t('life.message')} <code>{name}</code></li>)}
          {plan.status === 'Finished' && <li><b>{t('life.finishes')}</b></li>}
        </ul>
      </section>
      {plan.failures.length > 0 && <Alert type="error" showIcon title={t('life.fails')} description={plan.failures.map((failure) => failure.message).join('；')} />}
    </div>
  );
}
