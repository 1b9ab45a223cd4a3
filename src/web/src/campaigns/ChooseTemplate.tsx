import { Button } from 'antd';
import type { CampaignTemplate } from '../api/types';
import { useI18n } from '../i18n';
import { Empty } from '../shell/states';
import { planFrom, type Plan } from './plan';

export function ChooseTemplate({ templates, plan, choose }: { templates: CampaignTemplate[]; plan: Plan | null; choose: (plan: Plan) => void }) {
  const { t } = useI18n();
  if (templates.length === 0) return <Empty />;
  return templates.map((template) => {
    const chosen = plan?.templateId === template.id;
    return (
      <div key={template.id} className={`template-card${chosen ? ' chosen' : ''}`}>
        <div>
          <h2>{template.name}</h2>
          <p className="quiet">{template.description}</p>
          <p className="quiet">{t('plan.summary', { units: template.units.length, documents: template.documents.length, cases: template.units.length * template.documents.length, templates: template.documents.filter((d) => d.template).length })}</p>
        </div>
        <span className="spacer" />
        <Button type={chosen ? 'default' : 'primary'} data-testid={`template-${template.id}`} onClick={() => choose(chosen && plan ? plan : planFrom(template))}>{t(chosen ? 'plan.chosen' : 'plan.choose')}</Button>
      </div>
    );
  });
}
