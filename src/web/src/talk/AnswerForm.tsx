import { App, Button } from 'antd';
import { useState } from 'react';
import { api, Problem } from '../api/client';
import type { FieldProblem, Question } from '../api/types';
import { useCommand } from '../api/useCommand';
import { Field } from '../forms/Field';
import { OpinionArea } from '../forms/OpinionArea';
import { Problems } from '../forms/problems';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';

/** @param given How many answers of mine there are: a further one corrects the last. */
export function AnswerForm({ question, given, done }: { question: Question; given: number; done: () => void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const [local, setLocal] = useState<FieldProblem[]>([]);
  const answer = useCommand((_: null, commandId) => api.post(`/questions/${encodeURIComponent(question.id)}/answers`, { commandId, number: given, text }), {
    onSuccess: () => {
      void message.success(t('talk.answered'));
      done();
    },
  });
  function send() {
    const found = text.trim() === '' ? [{ path: 'text', message: t('form.missing', { name: t('talk.answer') }) }] : [];
    answer.reset();
    setLocal(found);
    if (found.length === 0) answer.submit(null);
  }
  return (
    <div className="answer-form">
      <ProblemNote error={answer.error} />
      <Problems problems={answer.error instanceof Problem ? answer.error.problems : local}>
        <Field path="text" label={t(given > 0 ? 'talk.correct' : 'talk.answer')} required>
          {(input) => <OpinionArea {...input} autoSize={{ minRows: 2, maxRows: 12 }} maxLength={2000} value={text} onChange={(e) => setText(e.target.value)} data-testid="answer-text" />}
        </Field>
      </Problems>
      <Button type="primary" loading={answer.isPending} onClick={send} data-testid="send-answer">{t('talk.sendAnswer')}</Button>
    </div>
  );
}
