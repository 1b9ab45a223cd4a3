import { Button, Checkbox, DatePicker, Input, InputNumber } from 'antd';
import dayjs from 'dayjs';
import type { CampaignTemplate } from '../api/types';
import { useI18n } from '../i18n';
import { useSession } from '../session/SessionContext';
import { documentsOf, shift, type Plan } from './plan';
import { useUnits } from './queries';

export function ChooseScope({ plan, template, change }: { plan: Plan; template: CampaignTemplate; change: (plan: Plan) => void }) {
  const { t, word } = useI18n();
  const { now } = useSession();
  const units = useUnits().data ?? [];
  const possible = units.filter((unit) => unit.active !== false && (unit.kind === 'District' || template.units.includes(unit.id)));
  const today = dayjs(now()).format('YYYY-MM-DD');
  return (
    <>
      <div className="wizard-fields">
        <label>{t('plan.name')}<Input value={plan.name} maxLength={100} status={plan.name.trim() ? undefined : 'error'} data-testid="plan-name" onChange={(e) => change({ ...plan, name: e.target.value })} /></label>
        <label>{t('plan.start')}<DatePicker allowClear={false} value={plan.start ? dayjs(plan.start) : null} onChange={(day) => day && change({ ...plan, start: day.format('YYYY-MM-DD') })} /></label>
        <label>{t('plan.roundsField')}<InputNumber min={1} max={5} value={plan.rounds} onChange={(rounds) => change({ ...plan, rounds: rounds ?? 2 })} /></label>
        <label>{t('plan.maxRounds')}<InputNumber min={1} max={5} value={plan.maxRounds} onChange={(maxRounds) => change({ ...plan, maxRounds: maxRounds ?? 5 })} /></label>
      </div>
      <p><Button size="small" data-testid="plan-shift" onClick={() => change(shift(plan, today))}>{t('plan.shift')}</Button> <span className="quiet">{t('plan.shiftHint')}</span></p>
      <div className="choice-head">
        <h2>{t('board.units')}</h2><span className="quiet">{t('plan.unitsChosen', { n: plan.units.length })}</span>
        <Checkbox checked={plan.units.length === possible.length} indeterminate={plan.units.length > 0 && plan.units.length < possible.length} data-testid="units-all"
          onChange={(e) => change({ ...plan, units: e.target.checked ? possible.map((unit) => unit.id) : [] })}>{t('plan.selectAll')}</Checkbox>
      </div>
      <Checkbox.Group className="choices" value={plan.units} onChange={(chosen) => change({ ...plan, units: possible.map((unit) => unit.id).filter((id) => chosen.includes(id)) })}
        options={possible.map((unit) => ({ value: unit.id, label: unit.name }))} />
      <div className="choice-head">
        <h2>{t('plan.documents')}</h2><span className="quiet">{t('plan.documentsChosen', { n: plan.documents.length })}</span>
        <Checkbox checked={plan.documents.length === template.documents.length} indeterminate={plan.documents.length > 0 && plan.documents.length < template.documents.length} data-testid="documents-all"
          onChange={(e) => change({ ...plan, documents: e.target.checked ? documentsOf(template) : [] })}>{t('plan.selectAll')}</Checkbox>
      </div>
      <Checkbox.Group className="choices documents" value={plan.documents.map((d) => d.code)}
        onChange={(codes) => change({ ...plan, documents: documentsOf(template).filter((d) => codes.includes(d.code)).map((d) => plan.documents.find((kept) => kept.code === d.code) ?? d) })}
        options={template.documents.map((d) => ({ value: d.code, label: `${d.title}（${word('class', d.class)}）` }))} />
    </>
  );
}
