import { Select } from 'antd';
import { useState } from 'react';
import type { CaseDetail, OpinionBook } from '../api/caseTypes';
import { groupBy } from '../api/groupBy';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { Empty, Loaded } from '../shell/states';
import { OpinionList } from './OpinionList';
import { useOpinions } from './queries';

/** By round, then by unit: what each answered as a whole and one by one. */
export function OpinionsTab({ detail }: { detail: CaseDetail }) {
  return <Loaded query={useOpinions(detail.id)}>{(book) => <Book book={book} />}</Loaded>;
}

function Book({ book }: { book: OpinionBook }) {
  const { t, word } = useI18n();
  const rounds = [...new Set(book.results.map((r) => r.round))].sort((a, b) => b - a);
  const [unit, setUnit] = useState<string>('');
  const [severity, setSeverity] = useState<string>('');
  if (rounds.length === 0) return <Empty title={t('case.noOpinions')} />;
  const units = [...new Map(book.results.map((r) => [r.unitId, r.unitName]))];
  return (
    <>
      <div className="tab-bar">
        <Select value={unit} onChange={setUnit} aria-label={t('common.unit')} options={[{ value: '', label: t('case.allUnits') }, ...units.map(([value, label]) => ({ value, label }))]} />
        <Select value={severity} onChange={setSeverity} aria-label={t('form.severity')} options={[{ value: '', label: t('case.allSeverities') }, ...['Must', 'Suggest'].map((value) => ({ value, label: word('severity', value) }))]} />
      </div>
      {book.conflicts.length > 0 && <div className="conflict-list">{book.conflicts.map((c, i) => <p key={i} className={c.settled ? 'quiet' : ''}><span className="flag flag-Dispute">{word('conflict', c.kind)}</span> {c.message}{c.settled && `（${t('case.settled')}）`}</p>)}</div>}
      {rounds.map((round) => (
        <section key={round} className="round-block">
          <h3>{t('round.n', { n: round })}<small className="quiet">{t('case.opinionCount', { n: book.opinions.filter((o) => o.round === round).length })}</small></h3>
          {groupBy(book.results.filter((r) => r.round === round && (!unit || r.unitId === unit)), (r) => r.unitId).map(([id, [result]]) => {
            const opinions = book.opinions.filter((o) => o.round === round && o.unitId === id && (!severity || o.severity === severity));
            if (severity && opinions.length === 0) return null;
            return (
              <article key={id} className="unit-opinions">
                <header><b>{result!.unitName}</b><span className={`result result-${result!.result}`}>{word('opinion', result!.result)}</span>
                  {result!.personName && <span className="quiet">{result!.personName}{result!.signedByName && ` / ${t('case.signedBy', { name: result!.signedByName })}`}</span>}
                  {result!.at && <time className="quiet">{minute(result!.at)}</time>}</header>
                {result!.comment && <p className="pre">{result!.comment}</p>}
                <OpinionList opinions={opinions} />
              </article>
            );
          })}
        </section>
      ))}
      {book.disputes.map((d) => (
        <section key={d.id} className="round-block">
          <h3>{t('case.dispute', { n: d.round })}<small className="quiet">{minute(d.openedAt)} — {d.closedAt ? minute(d.closedAt) : t('case.disputeOpen')}</small></h3>
          {d.steps.map((s) => <article key={s.number} className="unit-opinions"><header><b>{word('disputeLevel', s.level)}</b><span>{word('outcome', s.outcome)}</span><span className="quiet">{s.personName}　{minute(s.at)}</span></header><p className="pre">{s.minutes}</p>{s.attendees && <p className="quiet">{t('case.attendees')}：{s.attendees}</p>}</article>)}
        </section>
      ))}
    </>
  );
}
