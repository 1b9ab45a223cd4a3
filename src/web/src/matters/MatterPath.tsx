import type { MatterDocument, MatterEntry } from '../api/types';
import { short } from '../calendar/moment';
import { useI18n } from '../i18n';
import { Empty } from '../shell/states';
import { SignatureMark } from '../signatures/SignatureMark';

/** 办理过程: who did what when. */
export function MatterPath({ matter }: { matter: MatterDocument }) {
  const { t, word, language } = useI18n();
  if (matter.path.length === 0) return <Empty title={t('case.timeline.empty')} />;
  return (
    <ol className="timeline" data-testid="matter-path">
      {matter.path.map((entry) => (
        <li key={entry.seq} className={toneOf(entry)}>
          <time dateTime={entry.at}>{short(entry.at)}</time>
          <span className="timeline-dot" aria-hidden />
          <div>
            <div><b>{language === 'zh' ? entry.text : told(entry, word)}</b></div>
            {entry.kind !== 'Concluded' && <div className="timeline-who">{entry.actorName}{entry.unitName && `　${entry.unitName}`}{entry.step && `　${word('step', entry.step)}`}<SignatureMark sha256={entry.signature} name={entry.actorName} /></div>}
            {entry.comment && <p className="quote">{entry.comment}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** In English it is told from the codes. */
const told = (entry: MatterEntry, word: (group: string, code: string | null | undefined) => string): string =>
  [entry.step && word('step', entry.step), entry.kind === 'Decision' ? word('outcome', entry.outcome) : word('matterEvent', entry.kind), entry.kind === 'Concluded' && word('outcome', entry.outcome)].filter(Boolean).join(': ');

const toneOf = ({ kind, outcome }: MatterEntry): string =>
  kind === 'Overdue' || kind === 'Returned' || kind === 'Withdrawn' || kind === 'TakenBack' ? 'warn' : outcome === 'Reject' || kind === 'Cancelled' || kind === 'Voided' ? 'stop' : kind === 'Decision' || kind === 'Concluded' ? 'decision' : 'plain';
