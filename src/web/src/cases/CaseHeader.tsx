import { Tooltip } from 'antd';
import { Link } from 'react-router';
import type { CaseDetail } from '../api/caseTypes';
import { useI18n } from '../i18n';
import { SupervisionMark } from '../supervisions/SupervisionMark';
import { Due } from '../tasks/Due';
import { CaseActionBar } from './CaseActionBar';
import { RoundRail } from './RoundRail';
import { Flags, StageChip } from './StageChip';

export function CaseHeader({ detail }: { detail: CaseDetail }) {
  const { t, word } = useI18n();
  return (
    <header className="case-header panel">
      <div className="case-title">
        <div>
          <p className="case-crumb"><Link to={`/campaigns/${encodeURIComponent(detail.campaign.id)}`}>{detail.campaign.name}</Link> / {detail.unit.name}</p>
          <h1>{detail.title}</h1>
        </div>
        <CaseActionBar detail={detail} />
      </div>
      <div className="case-meta">
        <StageChip stage={detail.stage} /><Flags flags={detail.flags} /><SupervisionMark rootId={detail.id} />
        <span>{t('round.of', { n: detail.round, total: Math.max(detail.rounds, detail.round) })}</span>
        {detail.version && <Tooltip title={detail.sha256 ? `SHA-256 ${detail.sha256}` : undefined}><span>{t('common.version')} <b>{detail.version}</b></span></Tooltip>}
        <span>{word('class', detail.document.class)}</span>
        {detail.issued && <span className="issued-number">{detail.issued.documentNumber}</span>}
        {detail.dueAt && <Due at={detail.dueAt} state={detail.dueState} stacked={false} />}
      </div>
      <RoundRail stage={detail.stage} round={detail.round} rounds={detail.rounds} />
    </header>
  );
}
