import { useI18n } from '../i18n';
import { useSession } from '../session/SessionContext';
import type { DueState } from '../api/types';
import { minute } from '../calendar/moment';
import { dueText } from './dueText';

export function Due({ at, state, level, stacked = true }: { at: string | null | undefined; state?: DueState; level?: string | number | null; stacked?: boolean }) {
  const { t, word } = useI18n();
  const { now } = useSession();
  const due = dueText(at, now(), state);
  return (
    <span className={`due due-${due.tone}${stacked ? ' stacked' : ''}`}>
      <span className="due-text">{t(due.key, due.params)}{typeof level === 'string' && due.tone === 'overdue' && level !== 'overdue' && level !== 'remind' && <em>{word('level', level)}</em>}</span>
      {at && <time dateTime={at}>{minute(at)}</time>}
    </span>
  );
}
