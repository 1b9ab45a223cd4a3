import { Alert } from 'antd';
import { day } from '../calendar/moment';
import { useI18n } from '../i18n';

interface Decision { resolution?: string; changes?: string; reason?: string; earliestResubmission?: string }

/** What the meeting decided, above the form of whoever has to act on it. */
export function MeetingNote({ payload }: { payload: Record<string, unknown> | null }) {
  const { t } = useI18n();
  const decision = payload?.decision as Decision | null | undefined;
  const lines = [decision?.resolution, decision?.changes, decision?.reason].filter(Boolean);
  if (lines.length === 0) return null;
  return (
    <Alert className="note" type="warning" showIcon title={t(decision?.changes ? 'form.meetingChanges' : 'form.meetingDecided')} data-testid="meeting-note"
      description={<><div className="pre">{lines.join('\n')}</div>{decision?.earliestResubmission && <div>{t('form.earliestResubmission', { day: day(decision.earliestResubmission) })}</div>}</>} />
  );
}
