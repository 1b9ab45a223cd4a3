import { Alert } from 'antd';
import { useDraft } from '../cases/queries';
import { DraftEditor } from '../drafts/DraftEditor';
import { useI18n } from '../i18n';
import { Loaded } from '../shell/states';
import { GenericFields } from './GenericFields';
import { MeetingNote } from './MeetingNote';
import type { WidgetProps } from './TaskForm';

export default function DraftWidget({ task, data, change, beforeSubmit, unsavedElsewhere }: WidgetProps) {
  const draft = useDraft(task.caseId);
  return (
    <>
      <Correction payload={task.payload} />
      <Loaded query={draft} rows={8}>{(found) => <DraftEditor draft={found} beforeSubmit={beforeSubmit} onState={unsavedElsewhere} />}</Loaded>
      <GenericFields task={task} data={data} change={change} only={draft.data?.newerTemplate ? ['templateReason', 'note'] : ['note']} />
    </>
  );
}

/** Why the manuscript is back: what was sent back with it, or what the meeting decided. */
export function Correction({ payload }: { payload: Record<string, unknown> | null }) {
  const { t, word } = useI18n();
  const correction = payload?.correction as { reasons?: string[]; comment?: string } | null | undefined;
  const decision = payload?.decision as { resolution?: string; changes?: string } | null | undefined;
  if (decision?.changes || decision?.resolution) return <MeetingNote payload={payload} />;
  if (!correction || typeof correction !== 'object') return null;
  return (
    <Alert className="note" type="warning" showIcon title={t('form.sentBack')}
      description={<>{correction.reasons && correction.reasons.length > 0 && <div>{correction.reasons.map((r) => word('enum', r)).join('、')}</div>}<div className="pre">{correction.comment}</div></>} />
  );
}
