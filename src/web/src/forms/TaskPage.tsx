import { useState } from 'react';
import { useParams } from 'react-router';
import { useCase, useTask } from '../cases/queries';
import { Loading } from '../shell/states';
import { documentSteps } from '../tasks/steps';
import { DoneNote, TaskPanel, type FinishedTask } from './TaskPanel';

/** A task that belongs to no document case, like a template of a campaign; or one that somebody was asked about who does not
 * work on the case. */
export function TaskPage() {
  const { taskId = '' } = useParams();
  const [done, setDone] = useState<FinishedTask | null>(null);
  const task = useTask(taskId).data;
  const detail = useCase(task?.caseId ?? '', task !== undefined && !documentSteps.includes(task.step));
  if (detail.isLoading) return <div className="page"><Loading /></div>;
  return <div className="page">{done?.taskId === taskId ? <DoneNote finished={done} /> : <TaskPanel key={taskId} taskId={taskId} detail={detail.data ?? null} onDone={setDone} />}</div>;
}
