import { useState } from 'react';
import { Button } from 'antd';
import type { CaseDetail } from '../api/caseTypes';
import { useI18n } from '../i18n';
import { ApprovalFormMenu } from './ApprovalFormMenu';
import { SuperviseButton } from '../supervisions/SuperviseButton';
import { SendCopiesButton } from '../talk/SendCopies';
import { CaseDeed, type Deed } from './CaseDeed';

/** What may be done with the case as a whole: take its form along, and deeds that say what they will change before they do. */
export function CaseActionBar({ detail }: { detail: CaseDetail }) {
  const { t, word } = useI18n();
  const [deed, setDeed] = useState<Deed | null>(null);
  const deeds = (['urge', 'extend', 'hold', 'release', 'withdraw', 'decideWithdrawal'] as const).filter((name) => detail.can[name]);
  return (
    <div className="case-actions">
      <ApprovalFormMenu of="cases" id={detail.id} />
      {deeds.map((name) => <Button key={name} danger={name === 'withdraw'} type={name === 'decideWithdrawal' ? 'primary' : 'default'} onClick={() => setDeed(name)} data-testid={`action-${name}`}>{t(`case.deed.${name}`)}</Button>)}
      <SuperviseButton tasks={detail.tasks.map((task) => ({ id: task.id, unitId: task.unitId, label: `${task.unitName ?? ''} · ${word('step', task.step)}` }))} />
      {detail.can.copy && <SendCopiesButton caseId={detail.id} />}
      {deed && <CaseDeed deed={deed} detail={detail} close={() => setDeed(null)} />}
    </div>
  );
}
