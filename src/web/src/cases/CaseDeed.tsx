import { useQueryClient } from '@tanstack/react-query';
import { App, Input, InputNumber, Modal, Radio } from 'antd';
import { useState } from 'react';
import { api, Problem } from '../api/client';
import type { CaseDetail } from '../api/caseTypes';
import type { FieldProblem } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { Choice } from '../forms/Choice';
import { Field } from '../forms/Field';
import { Problems } from '../forms/problems';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { useReturnFocus } from '../shell/useReturnFocus';
import { ProblemNote } from '../shell/ProblemNote';

export type Deed = 'urge' | 'extend' | 'hold' | 'release' | 'withdraw' | 'decideWithdrawal';
const freely = ['Drafting', 'InternalApproval', 'Submitted', 'Intake', 'JointReview'];

export function CaseDeed({ deed, detail, close }: { deed: Deed; detail: CaseDetail; close: () => void }) {
  const { t, word } = useI18n();
  useReturnFocus();
  const client = useQueryClient();
  const user = useUser();
  const { message } = App.useApp();
  const tasks = deed === 'extend' ? detail.tasks.filter((task) => task.unitId === user.unitId && task.dueAt && task.dueState !== 'overdue') : deed === 'urge' ? detail.tasks.filter((task) => task.mayUrge) : [];
  const [taskId, setTaskId] = useState<string | undefined>(tasks[0]?.id);
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(1);
  const [approve, setApprove] = useState<string | undefined>();
  const [local, setLocal] = useState<FieldProblem[]>([]);
  const path = `/cases/${encodeURIComponent(detail.id)}` as const;
  const run = useCommand((_: null, commandId): Promise<unknown> => {
    switch (deed) {
      case 'urge': return api.post(`/tasks/${encodeURIComponent(taskId!)}/urge`, { commandId });
      case 'extend': return api.post(`${path}/extension-requests`, { commandId, taskId: taskId!, days, reason });
      case 'decideWithdrawal': return api.post(`/withdrawals/${encodeURIComponent(detail.pendingWithdrawal!.id)}/decide`, { commandId, approve: approve === 'yes', comment: reason });
      default: return api.post(`${path}/${deed}`, { commandId, reason });
    }
  }, {
    onSuccess: (answer) => {
      for (const key of ['case', 'tasks', 'task', 'campaign', 'requests']) void client.invalidateQueries({ queryKey: [key] });
      void message.success(t((answer as { status?: string } | undefined)?.status === 'Pending' && deed === 'withdraw' ? 'case.done.withdrawAsk' : `case.done.${deed}`));
      close();
    },
  });
  const needsReason = deed !== 'urge' && !(deed === 'decideWithdrawal' && approve === 'yes');
  function confirm() {
    const found: FieldProblem[] = [];
    if (needsReason && reason.trim() === '') found.push({ path: 'reason', message: t('form.missing', { name: t('common.reason') }) });
    if (deed === 'decideWithdrawal' && !approve) found.push({ path: 'approve', message: t('form.choose', { name: t('case.decision') }) });
    if (run.isPending) return;
    run.reset();
    setLocal(found);
    if (found.length === 0) run.submit(null);
  }
  const effect = deed === 'withdraw' ? t(freely.includes(detail.stage) ? 'case.effect.withdraw' : 'case.effect.withdrawAsk') : t(`case.effect.${deed}`);
  const problems = run.error instanceof Problem ? run.error.problems : local;
  return (
    <Modal open transitionName="" maskTransitionName="" title={t(`case.deed.${deed}`)} onCancel={close} onOk={confirm} confirmLoading={run.isPending} okText={t(`case.deed.${deed}`)} cancelText={t('common.cancel')} width={500}
      okButtonProps={{ danger: deed === 'withdraw' || deed === 'hold', 'data-testid': 'confirm', disabled: (deed === 'urge' || deed === 'extend') && !taskId }}>
      <p className="effect">{effect}</p>
      {deed === 'decideWithdrawal' && <p className="pre quiet">{detail.pendingWithdrawal?.requestedByName}：{detail.pendingWithdrawal?.reason}</p>}
      <ProblemNote error={run.error} />
      <Problems problems={problems}>
        {tasks.length > 0 && (
          <Field path="taskId" label={t('case.whichTask')} group>
            {() => <Radio.Group className="task-choice" value={taskId} onChange={(e) => setTaskId(e.target.value as string)} options={tasks.map((task) => ({ value: task.id, label: `${task.unitName ?? ''} · ${word('step', task.step)}${task.dueAt ? `（${minute(task.dueAt)}）` : ''}` }))} />}
          </Field>
        )}
        {deed === 'extend' && tasks.length === 0 && <p className="quiet">{t('case.noTaskToExtend')}</p>}
        {deed === 'extend' && <Field path="days" label={t('case.days')} required>{(input) => <InputNumber id={input.id} min={1} max={3} precision={0} value={days} onChange={(v) => setDays(v ?? 1)} data-testid="field-days" />}</Field>}
        {deed === 'decideWithdrawal' && <Field path="approve" label={t('case.decision')} required group>{(input) => <Choice labelledBy={input.id} value={approve} onChange={setApprove} testId="field-approve" options={[{ value: 'yes', title: t('case.approve'), tone: 'd-Adopt' }, { value: 'no', title: t('case.refuse'), tone: 'd-Reject' }]} />}</Field>}
        {deed !== 'urge' && <Field path="reason" label={t(deed === 'decideWithdrawal' ? 'common.comment' : 'common.reason')} required={needsReason}>{(input) => <Input.TextArea {...input} autoSize={{ minRows: 3 }} maxLength={1000} value={reason} onChange={(e) => setReason(e.target.value)} data-testid="field-reason" />}</Field>}
      </Problems>
    </Modal>
  );
}
