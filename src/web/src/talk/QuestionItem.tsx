import { useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState, type ReactNode } from 'react';
import { api } from '../api/client';
import type { Question } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { ProblemNote } from '../shell/ProblemNote';
import { AnswerForm } from './AnswerForm';
import { talkKey } from './queries';

const confirm = { 'data-testid': 'confirm' } as Record<`data-${string}`, string>;
const tone = { Open: 'review', Answered: 'done', Unanswered: 'idle', TakenBack: 'idle' } as const;

/** A question with all its answers in time order, and what the reader may do with it. */
export function QuestionItem({ question, about }: { question: Question; about?: ReactNode }) {
  const { t } = useI18n();
  const user = useUser();
  const client = useQueryClient();
  const [answering, setAnswering] = useState(false);
  const mine = question.asked.find((asked) => asked.personId === user.id);
  const given = mine?.answers.length ?? 0;
  const refresh = () => { for (const key of [talkKey, 'case']) void client.invalidateQueries({ queryKey: [key] }); };
  const takeBack = useCommand((_: null, commandId) => api.post(`/questions/${encodeURIComponent(question.id)}/take-back`, { commandId }), { onSuccess: refresh });
  return (
    <li className="question" data-testid={`question-${question.id}`}>
      {about && <p className="question-about">{about}</p>}
      <p className="question-who"><b>{question.askerName}</b> <span className="quiet">{question.askerUnitName}　{minute(question.askedAt)}</span></p>
      <p className="pre">{question.text}</p>
      <ul className="answers">
        {question.asked.map((asked) => (
          <li key={asked.personId}>
            <p className="question-who"><b>{asked.personName}</b> <span className="quiet">{asked.unitName}</span> <span className={`chip tone-${tone[asked.state]}`}>{t(`talk.state.${asked.state}`)}</span>
              {asked.excluded && <span className="chip tone-issue" title={t('talk.excludedText')}>{t('talk.excluded')}</span>}</p>
            {asked.answers.map((answer) => (
              <div key={answer.number} className={answer.number < asked.answers.length ? 'answer former' : 'answer'}>
                <p className="pre">{answer.text}</p>
                <span className="quiet">{minute(answer.at)}{answer.number > 1 && `　${t('talk.corrected')}`}</span>
              </div>
            ))}
          </li>
        ))}
      </ul>
      <ProblemNote error={takeBack.error} />
      {question.mayAnswer && (given === 0 || answering) && <AnswerForm key={given} question={question} given={given} done={() => { setAnswering(false); refresh(); }} />}
      <div className="question-deeds">
        {question.mayAnswer && given > 0 && !answering && <Button size="small" onClick={() => setAnswering(true)} data-testid="correct-answer">{t('talk.correct')}</Button>}
        {question.mayTakeBack && (
          <Popconfirm title={t('talk.takeBack')} description={t('talk.takeBackEffect')} okText={t('common.confirm')} cancelText={t('common.cancel')} okButtonProps={confirm} onConfirm={() => takeBack.submit(null)}>
            <Button size="small" loading={takeBack.isPending} data-testid="take-back">{t('talk.takeBack')}</Button>
          </Popconfirm>
        )}
      </div>
    </li>
  );
}
