import { Link } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { StageChip } from '../cases/StageChip';
import { useI18n } from '../i18n';
import { GenericFields } from './GenericFields';
import type { WidgetProps } from './TaskForm';

const early = ['NotStarted', 'Drafting', 'InternalApproval', 'Submitted', 'Intake', 'JointReview', 'Consolidating', 'Coordinating'];

/** Which units the template will be made without. */
export default function TemplateCutOffWidget({ task, data, change }: WidgetProps) {
  const { t } = useI18n();
  const code = String(task.payload?.documentCode ?? '');
  const board = useQuery({ queryKey: ['campaign', task.campaignId, 'board'], queryFn: () => api.get(`/campaigns/${encodeURIComponent(task.campaignId ?? '')}/board`), enabled: Boolean(task.campaignId) });
  const late = (board.data?.cells ?? []).filter((c) => c.documentCode === code && c.round <= 1 && early.includes(c.stage));
  return (
    <>
      {board.data && <p>{late.length === 0 ? t('form.noLate') : t('form.lateUnits', { n: late.length })}</p>}
      <ul className="late-units">{late.map((c) => <li key={c.caseId}><Link to={`/cases/${encodeURIComponent(c.caseId)}`}>{board.data?.units.find((u) => u.id === c.unitId)?.name ?? c.unitId}</Link> <StageChip stage={c.stage} /></li>)}</ul>
      <GenericFields task={task} data={data} change={change} />
    </>
  );
}
