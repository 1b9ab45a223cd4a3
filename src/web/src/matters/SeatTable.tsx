import { Progress, Tag } from 'antd';
import type { MatterDocument, MatterSeat, MatterStep } from '../api/types';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { Empty } from '../shell/states';
import { useNarrow } from '../shell/useNarrow';
import { SignatureMark } from '../signatures/SignatureMark';
import { Due } from '../tasks/Due';
import { neededWeight } from './plan';
import { nested, newestFirst, whoHas } from './seats';

/** 会签情况: each step with those who were asked, newest first. */
export function SeatTable({ matter }: { matter: MatterDocument }) {
  const { t, word } = useI18n();
  if (matter.steps.length === 0) return <Empty title={t('matter.noSeats')} />;
  return newestFirst(matter.steps).map((step) => (
    <section key={`${step.activity}-${step.pass}`} className="matter-step" data-testid={`step-${step.step}`}>
      <h3>{word('step', step.step)}{step.pass > 1 && <small className="quiet"> {t('matter.pass', { n: step.pass })}</small>}</h3>
      {step.vote && <Vote step={step} />}
      <Seats step={step} />
    </section>
  ));
}

function Vote({ step: { vote, seats } }: { step: MatterStep }) {
  const { t } = useI18n();
  if (!vote) return null;
  const heard = seats.filter((seat) => seat.addedTo === null && seat.state === 'Decided').length;
  const asked = seats.filter((seat) => seat.addedTo === null && seat.state !== 'Removed').length;
  if (vote.share === null) return <p className="quiet">{t(`matter.modeText.${vote.mode}`)} {t('matter.heard', { heard, asked })}</p>;
  const needed = neededWeight(vote.total, vote.share, vote.over);
  const missing = Math.max(0, needed - vote.agreed);
  return (
    <div className="matter-vote">
      <Progress percent={Math.round((vote.agreed / vote.total) * 100)} size="small" showInfo={false} aria-label={t('matter.vote')} />
      <p>{t('matter.tally', { agreed: vote.agreed, refused: vote.refused, abstained: vote.abstained, open: vote.open, total: vote.total })}　{t(missing === 0 ? 'matter.reached' : missing > vote.open ? 'matter.unreachable' : 'matter.missing', { needed, missing })}</p>
    </div>
  );
}

function Seats({ step }: { step: MatterStep }) {
  const { t, word } = useI18n();
  const narrow = useNarrow();
  const weighted = step.vote?.share != null;
  const rows = nested(step.seats);
  if (narrow) {
    return (
      <ul className="cards">
        {rows.map(({ seat, level }) => (
          <li key={seat.number} className="card" style={{ marginLeft: level * 16 }}>
            <span className="card-line"><b>{whoHas(seat, word)}</b><State seat={seat} /></span>
            <Notes seat={seat} weighted={weighted} />
            {seat.opinion && <p className="quote">{seat.opinion}</p>}
            <span className="card-line quiet"><When seat={seat} /></span>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <DataTable label={word('step', step.step)} size="small" className="grid" rowKey={({ seat }) => String(seat.number)} dataSource={rows} pagination={false}
      columns={[
        { title: t('matter.who'), key: 'who', width: 260, render: (_, { seat, level }) => <div style={{ paddingLeft: level * 20 }} data-testid="seat" data-state={seat.state}><b>{whoHas(seat, word)}</b><br /><Notes seat={seat} weighted={weighted} /></div> },
        { title: t('matter.what'), key: 'state', width: 110, render: (_, { seat }) => <State seat={seat} /> },
        { title: t('matter.opinion'), key: 'opinion', render: (_, { seat }) => (seat.opinion ? <div className="pre">{seat.opinion}</div> : <span className="quiet">—</span>) },
        { title: t('common.time'), key: 'when', width: 270, render: (_, { seat }) => <When seat={seat} /> },
      ]} />
  );
}

function State({ seat }: { seat: MatterSeat }) {
  const { t, word } = useI18n();
  const tone = seat.outcome === 'Reject' ? 'red' : seat.state === 'Decided' ? 'green' : seat.state === 'Open' ? 'blue' : undefined;
  return <Tag color={tone}>{seat.outcome ? word('outcome', seat.outcome) : t(`seatState.${seat.state}`)}</Tag>;
}

function Notes({ seat, weighted }: { seat: MatterSeat; weighted: boolean }) {
  const { t } = useI18n();
  const notes = [weighted && seat.addedTo === null && t('matter.weightOf', { n: seat.weight }), seat.veto && t('matter.veto'), seat.addedHow && t(`deed.kind.${seat.addedHow as 'Before'}`)].filter(Boolean);
  return notes.length > 0 ? <small className="quiet">{notes.join(' · ')}</small> : null;
}

function When({ seat }: { seat: MatterSeat }) {
  const { t } = useI18n();
  if (seat.state === 'Open') return <Due at={seat.dueAt} state={seat.dueState} stacked={false} />;
  return seat.closedAt ? <span className="quiet">{minute(seat.closedAt)}　{seat.actorName}{seat.version > 0 && `　${t('matter.version', { n: seat.version })}`}<SignatureMark sha256={seat.signature} name={seat.actorName} /></span> : null;
}
