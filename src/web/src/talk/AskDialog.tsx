import { useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { api, Problem } from '../api/client';
import type { FieldProblem } from '../api/types';
import { useCommand } from '../api/useCommand';
import { Field } from '../forms/Field';
import { Problems } from '../forms/problems';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { useReturnFocus } from '../shell/useReturnFocus';
import { Somebody, type SomebodyChoice } from '../tasks/deeds/Somebody';
import { talkKey } from './queries';

/** Asks about the task in hand; the flow goes on as if nothing had been asked. */
export function AskDialog({ taskId, close }: { taskId: string; close: () => void }) {
  const { t } = useI18n();
  useReturnFocus();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [persons, setPersons] = useState<SomebodyChoice[]>([]);
  const [text, setText] = useState('');
  const [local, setLocal] = useState<FieldProblem[]>([]);
  const ask = useCommand((_: null, commandId) => api.post(`/tasks/${encodeURIComponent(taskId)}/questions`, { commandId, text, personIds: persons.map((person) => person.personId!) }), {
    onSuccess: () => {
      for (const key of [talkKey, 'case']) void client.invalidateQueries({ queryKey: [key] });
      void message.success(t('talk.asked'));
      close();
    },
  });
  function send() {
    const found: FieldProblem[] = [];
    if (persons.length === 0) found.push({ path: 'personIds', message: t('form.choose', { name: t('talk.persons') }) });
    if (text.trim() === '') found.push({ path: 'text', message: t('form.missing', { name: t('talk.question') }) });
    ask.reset();
    setLocal(found);
    if (found.length === 0) ask.submit(null);
  }
  return (
    <Modal open transitionName="" maskTransitionName="" title={t('talk.ask')} onCancel={close} onOk={send} confirmLoading={ask.isPending} okText={t('talk.send')} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'send-question' }} width={560}>
      <p className="effect">{t('talk.askEffect')}</p>
      <ProblemNote error={ask.error} />
      <Problems problems={ask.error instanceof Problem ? ask.error.problems : local}>
        <Field path="personIds" label={t('talk.persons')} required>{(input) => <Somebody input={input} value={persons} onChange={setPersons} most={20} onlyPersons anywhere testId="ask-persons" />}</Field>
        <Field path="text" label={t('talk.question')} required>{(input) => <Input.TextArea {...input} autoSize={{ minRows: 3, maxRows: 12 }} maxLength={1000} value={text} onChange={(e) => setText(e.target.value)} data-testid="ask-text" />}</Field>
      </Problems>
    </Modal>
  );
}
