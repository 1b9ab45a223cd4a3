import { Alert, Form, Select } from 'antd';
import { useEffect, useState } from 'react';
import { api } from '../api/client';
import type { InstanceInside, JumpPreview } from '../api/types';
import { useCommand } from '../api/useCommand';
import { Dialog } from '../admin/Dialog';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { Loading } from '../shell/states';
import { Reason } from './ReasonDialog';
import { useJumpPreview } from './queries';

/** The target is chosen, then everything that would end and begin is shown; only what was shown can be carried out. */
export function JumpDialog({ inside, close, done }: { inside: InstanceInside; close: () => void; done: () => void }) {
  const { t } = useI18n();
  const [form] = Form.useForm<{ activityId: string; reason: string }>();
  const [target, choose] = useState<string>();
  const preview = useJumpPreview(inside.instance.id, target);
  const jump = useCommand(({ reason, revision }: { reason: string; revision: number }, commandId) =>
    api.post(`/instances/${encodeURIComponent(inside.instance.id)}/jump`, { commandId, revision, activityId: target!, reason }), { onSuccess: done });
  const plan = preview.data;
  const stale = jump.error && 'code' in jump.error && jump.error.code === 'instance.stale';
  const { refetch } = preview;
  // What was shown is no longer true: it is shown anew before anything is done.
  useEffect(() => { if (stale) void refetch(); }, [stale, refetch]);
  return (
    <Dialog title={t('life.jump')} form={form} initial={{}} pending={jump.isPending} error={jump.error} close={close} confirm={t('life.jumpNow')} wide ready={Boolean(plan) && !preview.isFetching}
      submit={({ reason }) => plan && jump.submit({ reason: reason.trim(), revision: plan.revision })}>
      <Form.Item name="activityId" label={t('life.target')} extra={t('life.targetHint')} rules={[{ required: true, message: t('common.required') }]}>
        <Select showSearch optionFilterProp="label" onChange={(value: string) => { jump.reset(); choose(value); }} data-testid="jump-target"
          options={inside.targets.map((one) => ({ value: one.activityId, label: `${one.name}（${one.activityId}）${one.refusal ? ` — ${t('life.notPossible')}` : ''}` }))} />
      </Form.Item>
      {target && (preview.error ? <ProblemNote error={preview.error} /> : plan ? <Plan plan={plan} /> : <Loading rows={3} />)}
      <Reason />
    </Dialog>
  );
}

function Plan({ plan }: { plan: JumpPreview }) {
  const { t, word } = useI18n();
  const who = (task: { unit: string | null; role: string | null; persons: string[] }) => [task.unit, task.role && word('role', task.role), ...task.persons].filter(Boolean).join(' ');
  const others = plan.cancelled.filter((wait) => wait.kind !== 'Task' && wait.kind !== 'Child');
  const nothing = plan.cancelledTasks.length + others.length + plan.cancelledChildren.length + plan.resolved.length === 0;
  return (
    <div className="plan" data-testid="jump-plan" aria-live="polite">
      <section>
        <h3>{t('life.ends')}</h3>
        <ul>
          {plan.cancelledTasks.map((task) => <li key={task.id}><b>{task.title}</b> <span className="quiet">{t('life.taskOf', { who: who(task) })}{task.dueAt && ` · ${minute(task.dueAt)}`}</span></li>)}
          {others.map((wait) => <li key={wait.id}>{word('waitKind', wait.kind)} <code>{wait.activityId}</code> <span className="quiet">{wait.kind === 'Timer' ? minute(wait.dueAt) : wait.name}</span></li>)}
          {plan.cancelledChildren.map((child) => <li key={child}>{t('life.child')} <code>{child}</code></li>)}
          {plan.resolved.map((incident) => <li key={incident.id}>{t('life.incidentCloses')} <code>{incident.activityId}</code></li>)}
          {nothing && <li className="quiet">{t('common.none')}</li>}
        </ul>
      </section>
      <section>
        <h3>{t('life.begins')}</h3>
        <ul>
          {plan.tasks.map((task, n) => <li key={n}><b>{task.title}</b> <span className="quiet">{t('life.taskOf', { who: who(task) })}{task.dueAt && ` · ${minute(task.dueAt)}`}</span></li>)}
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
