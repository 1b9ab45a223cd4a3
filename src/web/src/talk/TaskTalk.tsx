import { CommentOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useI18n } from '../i18n';
import { AskDialog } from './AskDialog';
import { QuestionItem } from './QuestionItem';
import { useTaskQuestions } from './queries';

/** What is said about a task beside deciding it. */
export function TaskTalk({ taskId }: { taskId: string }) {
  const { t } = useI18n();
  const questions = useTaskQuestions(taskId).data;
  const [asking, setAsking] = useState(false);
  if (!questions || (!questions.mayAsk && questions.items.length === 0)) return null;
  return (
    <section className="task-talk" aria-label={t('talk.title')} data-testid="task-talk">
      <header>
        <h3>{t('talk.title')}</h3>
        {questions.unanswered > 0 && <span className="quiet">{t('talk.unanswered', { n: questions.unanswered })}</span>}
        <span className="spacer" />
        {questions.mayAsk && <Button icon={<CommentOutlined />} onClick={() => setAsking(true)} data-testid="ask">{t('talk.ask')}</Button>}
      </header>
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
