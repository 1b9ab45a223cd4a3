import { useState } from 'react';
import type { CaseDetail, TimelineEntry } from '../api/caseTypes';
import { groupBy } from '../api/groupBy';
import { short } from '../calendar/moment';
import { Choice } from '../forms/Choice';
import { useI18n } from '../i18n';
import { Empty, Loaded } from '../shell/states';
import { SignatureMark } from '../signatures/SignatureMark';
import { useHistory, useTimeline } from './queries';
import { Replay } from './Replay';
import { sentence } from './sentence';
import { toneOf } from './timeline';

/** Who did what when; the slider takes the case back to any of these moments. */
export function TimelineTab({ detail }: { detail: CaseDetail }) {
  const { t } = useI18n();
  const query = useTimeline(detail.id);
  return <Loaded query={query}>{(entries) => (entries.length === 0 ? <Empty title={t('case.timeline.empty')} /> : <Entries detail={detail} entries={entries} />)}</Loaded>;
}

function Entries({ detail, entries }: { detail: CaseDetail; entries: TimelineEntry[] }) {
  const { t, word, language } = useI18n();
  const [only, setOnly] = useState('all');
  const [position, setPosition] = useState<number | null>(null);
  const history = useHistory(detail.id, true);
  const shown = entries.map((entry, i) => ({ entry, i })).filter(({ entry }) => only === 'all' || entry.kind === 'Decision');
  return (
    <>
      <Replay detail={detail} entries={entries} history={history.data ?? []} position={position} setPosition={setPosition} />
      <div className="tab-bar"><Choice size="small" label={t('common.filter')} value={only} onChange={setOnly} options={[{ value: 'all', title: t('case.timeline.all') }, { value: 'decisions', title: t('case.timeline.decisions') }]} /></div>
      {groupBy(shown, ({ entry }) => entry.round).map(([round, list], g) => (
        <section key={`${round}-${g}`}>
          <h3 className="timeline-round">{t('round.n', { n: round })}</h3>
          <ol className="timeline">
            {list.map(({ entry, i }) => (
              <li key={entry.id} className={`${toneOf(entry)} ${position !== null && i >= position ? 'later' : ''} ${position === i + 1 ? 'now' : ''}`}>
                <time dateTime={entry.at}>{short(entry.at)}</time>
                <span className="timeline-dot" aria-hidden />
                <div>
                  <div><b>{sentence(entry, language, word)}</b></div>
                  <div className="timeline-who">{entry.actorName ?? t('case.timeline.system')}{entry.unitName && `　${entry.unitName}`}{entry.step && `　${word('step', entry.step)}`}<SignatureMark sha256={entry.signature} name={entry.actorName} /></div>
                  {entry.comment && <p className="quote">{entry.comment}</p>}
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
