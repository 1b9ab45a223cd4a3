import type { Withdrawal } from '../api/caseTypes';
import { useI18n } from '../i18n';
import { RequestItem } from './RequestItem';
import { useDecision } from './useDecision';

export function WithdrawalItem({ request }: { request: Withdrawal }) {
  const { t, word } = useI18n();
  const decision = useDecision('withdrawals', request.id);
  return (
    <RequestItem request={request} kind={t('request.kind.withdrawal')} unitName={request.unitName} decides={request.canDecide} decision={decision}
      approve={t('case.approve')} approveEffect={t('request.withdrawEffect')} refuseEffect={t('request.withdrawRefuseEffect')}>
      <p>{request.reason}</p>
      <p className="quiet">{t('request.askedAt', { stage: word('stage', request.stage) })}{request.status === 'Pending' && !request.canDecide && request.needsRole && ` · ${t('request.waitsFor', { role: word('role', request.needsRole) })}`}</p>
    </RequestItem>
  );
}
