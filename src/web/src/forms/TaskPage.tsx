import { useState } from 'react';
import { useParams } from 'react-router';
import { DoneNote, TaskPanel, type FinishedTask } from './TaskPanel';

/** A task that belongs to no document case: a template of a campaign. */
export function TaskPage() {
  const { taskId = '' } = useParams();
  const [done, setDone] = useState<FinishedTask | null>(null);
  return <div className="page">{done?.taskId === taskId ? <DoneNote finished={done} /> : <TaskPanel key={taskId} taskId={taskId} detail={null} onDone={setDone} />}</div>;
}
