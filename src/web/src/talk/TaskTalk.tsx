import { CommentOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useI18n } from '../i18n';
import { AskDialog } from './AskDialog';
import { QuestionItem } from './QuestionItem';
import { SendCopiesButton } from './SendCopies';
import { UrgeButton } from './UrgeButton';
import { useTaskQuestions } from './queries';

/** What is said about a task beside deciding it.
 * @param caseId Null where the page of the case has the button for copies already. */
export function TaskTalk({ taskId, caseId }: { taskId: string; caseId: string | null }) {
  const { t } = useI18n();
  const questions = useTaskQuestions(taskId).data;
  const [asking, setAsking] = useState(false);
  const copies = caseId !== null && questions?.mayCopy === true;
  const urgeable = caseId === null ? [] : questions?.urgeable ?? [];
  if (!questions || (!questions.mayAsk && !copies && questions.items.length === 0 && urgeable.length === 0)) return null;
  return (
    <section className="task-talk" aria-label={t('talk.title')} data-testid="task-talk">
      <header>
        <h3>{t('talk.title')}</h3>
        {questions.unanswered > 0 && <span className="quiet">{t('talk.unanswered', { n: questions.unanswered })}</span>}
        <span className="spacer" />
        {copies && <SendCopiesButton caseId={caseId} />}
        {questions.mayAsk && <Button icon={<CommentOutlined />} onClick={() => setAsking(true)} data-testid="ask">{t('talk.ask')}</Button>}
      </header>
      {urgeable.length > 0 && <ul className="urgeable">{urgeable.map((task) => <li key={task.taskId}>{task.title} <UrgeButton taskId={task.taskId} /></li>)}</ul>}
      {questions.items.length > 0 && <ul className="questions">{questions.items.map((question) => <QuestionItem key={question.id} question={question} />)}</ul>}
      {asking && <AskDialog taskId={taskId} close={() => setAsking(false)} />}
    </section>
  );
}

/** Beside the buttons that decide: deciding is possible, and leaves these without an answer. */
export function OpenQuestions({ taskId }: { taskId: string }) {
  const { t } = useI18n();
  const n = useTaskQuestions(taskId).data?.unanswered ?? 0;
  return n > 0 ? <span className="open-questions" title={t('talk.closesUnanswered')} data-testid="open-questions">{t('talk.unanswered', { n })}</span> : null;
}
