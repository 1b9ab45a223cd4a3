import { AdoptionGrid } from '../cases/AdoptionGrid';
import { useAdoption } from '../cases/queries';
import { Loaded } from '../shell/states';
import { GenericFields } from './GenericFields';
import type { WidgetProps } from './TaskForm';

/** What goes back to the unit, before it goes. */
export default function FeedbackWidget({ task, data, change }: WidgetProps) {
  const table = useAdoption(task.caseId, Number(task.payload?.round ?? 1));
  return (
    <>
      <Loaded query={table} rows={4}>{(found) => <AdoptionGrid table={found} brief />}</Loaded>
      <GenericFields task={task} data={data} change={change} />
    </>
  );
}
