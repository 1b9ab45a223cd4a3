import { useQueryClient } from '@tanstack/react-query';
import { App, DatePicker, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { api, Problem } from '../api/client';
import type { FieldProblem, Supervision } from '../api/types';
import { useCommand } from '../api/useCommand';
import { Field } from '../forms/Field';
import { Problems } from '../forms/problems';
import { useI18n } from '../i18n';
import { useSession } from '../session/SessionContext';
import { ProblemNote } from '../shell/ProblemNote';
import { useReturnFocus } from '../shell/useReturnFocus';
import { supervisionsKey } from './queries';

export type Deed = 'progress' | 'extend' | 'close';
const field = { progress: 'text', extend: 'reason', close: 'conclusion' } as const;

/** 反馈, 延期 or 销号. */
export function SupervisionDeed({ deed, one, close }: { deed: Deed; one: Supervision; close: () => void }) {
  const { t } = useI18n();
  useReturnFocus();
  const { now } = useSession();
  const tomorrow = dayjs(now()).add(1, 'day');
  const client = useQueryClient();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const [day, setDay] = useState<Dayjs | null>(null);
  const [local, setLocal] = useState<FieldProblem[]>([]);
  const path = `/supervisions/${encodeURIComponent(one.id)}` as const;
  const run = useCommand((_: null, commandId): Promise<unknown> => {
    switch (deed) {
      case 'progress': return api.post(`${path}/progress`, { commandId, text });
      case 'extend': return api.post(`${path}/extend`, { commandId, dueOn: day!.format('YYYY-MM-DD'), reason: text });
      case 'close': return api.post(`${path}/close`, { commandId, conclusion: text });
    }
  }, {
    onSuccess: () => {
      for (const key of [supervisionsKey, 'case', 'matter']) void client.invalidateQueries({ queryKey: [key] });
      void message.success(t(`supervision.done.${deed}`));
      close();
    },
  });
  function send() {
    const found: FieldProblem[] = [];
    if (deed === 'extend' && !day) found.push({ path: 'dueOn', message: t('form.choose', { name: t('supervision.dueOn') }) });
    if (text.trim() === '') found.push({ path: field[deed], message: t('form.missing', { name: t(`supervision.${field[deed]}`) }) });
    run.reset();
    setLocal(found);
    if (found.length === 0) run.submit(null);
  }
  return (
    <Modal open transitionName="" maskTransitionName="" title={t(`supervision.deed.${deed}`)} onCancel={close} onOk={send} confirmLoading={run.isPending} okText={t(`supervision.deed.${deed}`)} cancelText={t('common.cancel')} width={520} okButtonProps={{ 'data-testid': 'confirm' }}>
      <p className="effect">{t(`supervision.effect.${deed}`)}</p>
      <ProblemNote error={run.error} />
      <Problems problems={run.error instanceof Problem ? run.error.problems : local}>
        {deed === 'extend' && <Field path="dueOn" label={t('supervision.dueOn')} required>{(input) => <DatePicker id={input.id} style={{ width: '100%' }} inputReadOnly minDate={tomorrow} maxDate={tomorrow.add(1, 'year').subtract(1, 'day')} defaultPickerValue={tomorrow} value={day} onChange={(next) => { setDay(next); setLocal((before) => before.filter((problem) => problem.path !== 'dueOn')); }} data-testid="supervision-day" />}</Field>}
        <Field path={field[deed]} label={t(`supervision.${field[deed]}`)} required>{(input) => <Input.TextArea {...input} autoSize={{ minRows: 3, maxRows: 12 }} maxLength={deed === 'progress' ? 1000 : 500} value={text} onChange={(e) => { setText(e.target.value); setLocal((before) => before.filter((problem) => problem.path !== field[deed])); }} data-testid="supervision-text" />}</Field>
      </Problems>
    </Modal>
  );
}
