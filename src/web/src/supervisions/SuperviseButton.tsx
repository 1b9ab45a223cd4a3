import { useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Input, Modal, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { api, Problem } from '../api/client';
import type { FieldProblem } from '../api/types';
import { useCommand } from '../api/useCommand';
import { Field } from '../forms/Field';
import { Problems } from '../forms/problems';
import { useI18n } from '../i18n';
import { useSession, useUser } from '../session/SessionContext';
import { ProblemNote } from '../shell/ProblemNote';
import { useUnits } from '../campaigns/queries';
import { useReturnFocus } from '../shell/useReturnFocus';
import { useLeaders } from '../tasks/deeds/queries';
import { supervisionsKey, useSupervisionMarks } from './queries';

interface OpenTask { id: string; label: string; unitId: string | null }

/** 督办 of one of the open tasks of a case or matter, by the reform office. */
export function SuperviseButton({ tasks }: { tasks: OpenTask[] }) {
  const { t } = useI18n();
  const manages = useUser().roles.includes('ZB');
  const marks = useSupervisionMarks(manages).data;
  const [open, setOpen] = useState(false);
  const free = tasks.filter((task) => !marks?.some((mark) => mark.taskId === task.id));
  if (!manages || (free.length === 0 && !open)) return null;
  return <><Button onClick={() => setOpen(true)} data-testid="supervise">{t('supervision.mark')}</Button>{open && <Dialog tasks={free} close={() => setOpen(false)} />}</>;
}

function Dialog({ tasks, close }: { tasks: OpenTask[]; close: () => void }) {
  const { t } = useI18n();
  useReturnFocus();
  const { now } = useSession();
  const tomorrow = dayjs(now()).add(1, 'day');
  const client = useQueryClient();
  const { message } = App.useApp();
  const [taskId, setTaskId] = useState(tasks[0]?.id);
  const [requirement, setRequirement] = useState('');
  const [day, setDay] = useState<Dayjs | null>(null);
  // Proposed is who is in charge of the unit; taken out, nobody is told.
  const [named, name] = useState<string | null>();
  const units = useUnits();
  const inCharge = units.data?.find((unit) => unit.id === tasks.find((task) => task.id === taskId)?.unitId);
  const leader = named === undefined ? (inCharge?.leaderName ? inCharge.leaderId : null) : named;
  const leaders = useLeaders();
  const [local, setLocal] = useState<FieldProblem[]>([]);
  const run = useCommand((_: null, commandId) => api.post(`/tasks/${encodeURIComponent(taskId!)}/supervision`, { commandId, requirement, dueOn: day!.format('YYYY-MM-DD'), leaderId: leader }), {
    onSuccess: () => {
      for (const key of [supervisionsKey, 'case', 'matter']) void client.invalidateQueries({ queryKey: [key] });
      void message.success(t('supervision.done.begin'));
      close();
    },
  });
  function send() {
    const found: FieldProblem[] = [];
    if (requirement.trim() === '') found.push({ path: 'requirement', message: t('form.missing', { name: t('supervision.requirement') }) });
    if (!day) found.push({ path: 'dueOn', message: t('form.choose', { name: t('supervision.dueOn') }) });
    run.reset();
    setLocal(found);
    if (found.length === 0) run.submit(null);
  }
  return (
    <Modal open transitionName="" maskTransitionName="" title={t('supervision.begin')} onCancel={close} onOk={send} confirmLoading={run.isPending} okText={t('supervision.begin')} cancelText={t('common.cancel')} width={560} okButtonProps={{ 'data-testid': 'confirm', disabled: !taskId }}>
      <p className="effect">{t('supervision.effect.begin')}</p>
      <ProblemNote error={run.error} />
      <Problems problems={run.error instanceof Problem ? run.error.problems : local}>
        <Field path="taskId" label={t('case.whichTask')} group>{() => <Radio.Group className="task-choice" value={taskId} onChange={(e) => setTaskId(e.target.value as string)} options={tasks.map((task) => ({ value: task.id, label: task.label }))} />}</Field>
        <Field path="requirement" label={t('supervision.requirement')} required>{(input) => <Input.TextArea {...input} autoSize={{ minRows: 3, maxRows: 12 }} maxLength={500} value={requirement} onChange={(e) => { setRequirement(e.target.value); setLocal((before) => before.filter((problem) => problem.path !== 'requirement')); }} data-testid="supervision-requirement" />}</Field>
        <Field path="dueOn" label={t('supervision.dueOn')} required>{(input) => <DatePicker id={input.id} style={{ width: '100%' }} inputReadOnly minDate={tomorrow} maxDate={tomorrow.add(1, 'year').subtract(1, 'day')} defaultPickerValue={tomorrow} value={day} onChange={(next) => { setDay(next); setLocal((before) => before.filter((problem) => problem.path !== 'dueOn')); }} data-testid="supervision-day" />}</Field>
        <Field path="leaderId" label={t('supervision.leader')}>{(input) => (
          <Select id={input.id} status={input.status} aria-invalid={input['aria-invalid']} aria-describedby={input['aria-describedby']} allowClear showSearch={{ optionFilterProp: 'label' }} style={{ width: '100%' }} placeholder={t('supervision.noLeader')} loading={leaders.isPending} value={leader ?? undefined} onChange={(next?: string) => name(next ?? null)} data-testid="supervision-leader"
            options={(leaders.data ?? []).map((one) => ({ value: one.id, label: [one.name, one.unitName].filter(Boolean).join(' · ') }))} />
        )}</Field>
      </Problems>
    </Modal>
  );
}
