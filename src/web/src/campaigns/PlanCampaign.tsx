import { Button, Steps } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { useI18n } from '../i18n';
import { Loaded } from '../shell/states';
import { useNarrow } from '../shell/useNarrow';
import { ChooseScope } from './ChooseScope';
import { ChooseTemplate } from './ChooseTemplate';
import { LaunchCampaign } from './LaunchCampaign';
import { PlanDeadlines } from './PlanDeadlines';
import { PlanReviewers } from './PlanReviewers';
import type { Plan } from './plan';

/** Five steps from a template to a running campaign; nothing is sent to the units before the last one. */
export function PlanCampaign() {
  const { t } = useI18n();
  const narrow = useNarrow();
  const templates = useQuery({ queryKey: ['campaign-templates'], queryFn: () => api.get('/campaign-templates') });
  const [plan, setPlan] = useState<Plan | null>(null);
  const [step, setStep] = useState(0);
  const names = [t('plan.template'), t('plan.scope'), t('plan.reviewers'), t('plan.deadlines'), t('plan.preview')];
  const ready = plan !== null && plan.name.trim() !== '' && plan.start !== '' && plan.units.length > 0 && plan.documents.length > 0;
  return (
    <div className="page">
      <header className="page-head"><h1>{t('plan.title')}</h1></header>
      <Loaded query={templates} rows={6}>
        {(known) => (
          <div className="wizard">
            {narrow && <p className="wizard-step"><b>{names[step]}</b> <span className="quiet">{t('plan.stepOf', { n: step + 1, all: names.length })}</span></p>}
            {!narrow && <Steps current={step} size="small" onChange={(next) => plan && (next <= step || ready) && setStep(next)} items={names.map((title) => ({ title }))} />}
            <div className="wizard-body">
              {step === 0 && <ChooseTemplate templates={known} plan={plan} choose={(chosen) => { setPlan(chosen); setStep(1); }} />}
              {plan && step === 1 && <ChooseScope plan={plan} change={setPlan} template={known.find((template) => template.id === plan.templateId)!} />}
              {plan && step === 2 && <PlanReviewers plan={plan} change={setPlan} />}
              {plan && step === 3 && <PlanDeadlines plan={plan} change={setPlan} />}
              {plan && step === 4 && <LaunchCampaign plan={plan} />}
            </div>
            <div className="wizard-end">
              <Button disabled={step === 0} onClick={() => setStep(step - 1)}>{t('common.previous')}</Button>
              {step < 4 && <Button type="primary" data-testid="plan-next" disabled={!ready} onClick={() => setStep(step + 1)}>{t('common.next')}</Button>}
            </div>
          </div>
        )}
      </Loaded>
    </div>
  );
}
