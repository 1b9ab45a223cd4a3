import { Alert } from 'antd';
import { Link } from 'react-router';
import type { MatterDocument } from '../api/types';
import { minute } from '../calendar/moment';
import { ApprovalFormMenu } from '../cases/ApprovalFormMenu';
import { StageChip } from '../cases/StageChip';
import { useI18n } from '../i18n';
import { SuperviseButton } from '../supervisions/SuperviseButton';
import { SupervisionMark } from '../supervisions/SupervisionMark';
import { Due } from '../tasks/Due';
import { openSeats, whoHas } from './seats';
import { railOf } from './stages';
import { VoidMatter } from './VoidMatter';

export function MatterHeader({ matter }: { matter: MatterDocument }) {
  const { t, word } = useI18n();
  const open = openSeats(matter);
  return (
    <header className="case-header panel" data-testid="matter-head">
      <div className="case-title">
        <div>
          <p className="case-crumb"><Link to="/matters">{t('matter.list')}</Link> / {matter.unitName}</p>
          <h1>{matter.voidedAt ? <s>{matter.title}</s> : matter.title}</h1>
        </div>
        <div className="case-actions"><VoidMatter matter={matter} /><ApprovalFormMenu of="matters" id={matter.id} /><SuperviseButton tasks={open.flatMap(({ step, seats }) => seats.flatMap((seat) => (seat.taskId ? [{ id: seat.taskId, unitId: seat.unitId, label: `${whoHas(seat, word)} · ${word('step', step)}` }] : [])))} /></div>
      </div>
      <div className="case-meta">
        <StageChip stage={matter.stage} /><SupervisionMark rootId={matter.id} />
        <span className="issued-number">{matter.voidedAt ? <s>{matter.number}</s> : matter.number}</span>
        <span>{word('matterKind', matter.kind)}</span>
        <span>{t('matter.byWhom', { name: matter.initiatorName, at: minute(matter.createdAt) })}</span>
        {matter.version > 0 && <span>{t('matter.version', { n: matter.version })}</span>}
        {matter.heldSince && <span className="flag flag-OnHold">{word('flag', 'OnHold')}</span>}
        {matter.finishedAt ? <span className="quiet">{t('matter.finishedOn', { at: minute(matter.finishedAt) })}</span> : matter.dueAt && <Due at={matter.dueAt} state={matter.dueState} stacked={false} />}
      </div>
      {matter.voidedAt && <Alert type="error" showIcon className="note" data-testid="matter-void" title={t('matter.voided', { name: matter.voidedBy ?? '', at: minute(matter.voidedAt) })} description={t('matter.voidReason', { reason: matter.voidReason ?? '' })} />}
      <ol className="rail" aria-label={t('case.rail')}>
        {railOf(matter.stage).map((stop) => (
          <li key={stop.stage} className={`rail-${stop.state}`} aria-current={stop.state === 'current' ? 'step' : undefined}>
            <span className="rail-dot" aria-hidden>{stop.state === 'done' ? '✓' : ''}</span>
            <span className="rail-name">{word('matterStop', stop.stage)}</span>
          </li>
        ))}
      </ol>
      {open.length > 0 && (
        <p className="matter-now" data-testid="matter-now"><b>{t('case.now')}</b>　{open.map(({ step, seats }) => `${word('step', step)}：${seats.map((seat) => whoHas(seat, word)).join('、')}`).join('；')}</p>
      )}
    </header>
  );
}
