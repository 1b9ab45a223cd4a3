import { Button, Checkbox, Select, Switch } from 'antd';
import { CloseOutlined } from '@ant-design/icons';
import type { SilencePolicy } from '../api/types';
import { useI18n } from '../i18n';
import type { Plan, PlanDocument, PlanReviewer } from './plan';
import { useUnits } from './queries';

/** Per document: who reviews, whose reply is indispensable, and what silence means. */
export function PlanReviewers({ plan, change }: { plan: Plan; change: (plan: Plan) => void }) {
  const { t, word } = useI18n();
  const units = useUnits().data ?? [];
  const name = (id: string) => units.find((unit) => unit.id === id)?.name ?? id;
  const edit = (code: string, next: Partial<PlanDocument>) => change({ ...plan, documents: plan.documents.map((d) => (d.code === code ? { ...d, ...next } : d)) });
  const editReviewer = (document: PlanDocument, unitId: string, next: Partial<PlanReviewer>) => edit(document.code, { reviewers: document.reviewers.map((r) => (r.unitId === unitId ? { ...r, ...next } : r)) });
  return plan.documents.map((document) => (
    <section key={document.code} className="choice-section">
      <div className="choice-head">
        <h2>{document.title}</h2><span className="quiet">{word('class', document.class)} · {t('plan.leads')}：{document.leads.map(name).join('、')}</span>
        <span className="spacer" />
        <label>{t('plan.needTemplate')} <Switch size="small" checked={!!document.template} onChange={(template) => edit(document.code, { template })} /></label>
        <label>{t('plan.legal')} <Switch size="small" checked={document.legal ? document.legal.required !== false : false}
          onChange={(required) => edit(document.code, { legal: { ...(document.legal ?? { unitId: 'SF' }), required } })} /></label>
      </div>
      <div className="reviewer-line">
        {document.reviewers.length === 0 && <span className="late">{t('plan.noReviewer')}</span>}
        {document.reviewers.map((reviewer) => (
          <span className="reviewer" key={reviewer.unitId}>
            <b>{name(reviewer.unitId)}</b>
            <Checkbox checked={reviewer.mandatory} onChange={(e) => editReviewer(document, reviewer.unitId, { mandatory: e.target.checked, policy: e.target.checked ? 'BlockAndEscalate' : reviewer.policy })}>{t('plan.mandatory')}</Checkbox>
            <Select<SilencePolicy> size="small" variant="borderless" value={reviewer.policy ?? undefined} aria-label={`${name(reviewer.unitId)} ${t('plan.silence')}`} disabled={reviewer.mandatory}
              onChange={(policy) => editReviewer(document, reviewer.unitId, { policy })}
              options={(['AssumeNoObjection', 'BlockAndEscalate'] as const).map((value) => ({ value, label: t(`plan.policy.${value}`) }))} />
            <Button type="text" size="small" icon={<CloseOutlined />} aria-label={`${t('common.remove')} ${name(reviewer.unitId)}`} onClick={() => edit(document.code, { reviewers: document.reviewers.filter((r) => r.unitId !== reviewer.unitId) })} />
          </span>
        ))}
        <Select size="small" placeholder={t('plan.addReviewer')} value={null} style={{ minWidth: 150 }} aria-label={t('plan.addReviewer')}
          onChange={(unitId: string) => edit(document.code, { reviewers: [...document.reviewers, { unitId, mandatory: false, policy: 'AssumeNoObjection' }] })}
          options={units.filter((unit) => unit.active !== false && !document.reviewers.some((r) => r.unitId === unit.id) && !plan.units.includes(unit.id)).map((unit) => ({ value: unit.id, label: unit.name }))} />
      </div>
    </section>
  ));
}
