import { useState } from 'react';
import { Button } from 'antd';
import type { CaseDetail } from '../api/caseTypes';
import { useI18n } from '../i18n';
import { CaseDeed, type Deed } from './CaseDeed';

/** What may be done with the case as a whole; each says what it will change before it does. */
export function CaseActionBar({ detail }: { detail: CaseDetail }) {
  const { t } = useI18n();
  const [deed, setDeed] = useState<Deed | null>(null);
  const deeds = (['urge', 'extend', 'hold', 'release', 'withdraw', 'decideWithdrawal'] as const).filter((name) => detail.can[name]);
  if (deeds.length === 0) return null;
  return (
    <div className="case-actions">
      {deeds.map((name) => <Button key={name} danger={name === 'withdraw'} type={name === 'decideWithdrawal' ? 'primary' : 'default'} onClick={() => setDeed(name)} data-testid={`action-${name}`}>{t(`case.deed.${name}`)}</Button>)}
      {deed && <CaseDeed deed={deed} detail={detail} close={() => setDeed(null)} />}
    </div>
  );
}
