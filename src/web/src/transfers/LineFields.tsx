import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { FundingForm } from '../api/types';
import { useUnits } from '../campaigns/queries';
import { Field, type FieldInput } from '../forms/Field';
import { useI18n } from '../i18n';
import { PeoplePicker } from './PeoplePicker';
import { countOf, fundedBy, type AccountQuota, type Line } from './plan';

/** One line of a transfer: from where, to where, which quotas, who goes along, on what ground. */
export function LineFields({ line, at, others, change }: { line: Line; at: number; others: Line[]; change: (next: Partial<Line>) => void }) {
  const { t, word } = useI18n();
  const units = useUnits();
  const [picking, pick] = useState(false);
  const options = (units.data ?? []).map((unit) => ({ value: unit.id, label: unit.name }));
  const unit = (input: FieldInput, value: string, set: (next: string) => void, testid: string) => (
    <Select id={input.id} status={input.status} aria-invalid={input['aria-invalid']} aria-describedby={input['aria-describedby']} style={{ width: '100%' }} showSearch={{ optionFilterProp: 'label' }} loading={units.isPending} value={value || undefined} placeholder={t('transfer.chooseUnit')} options={options} onChange={set} data-testid={testid} />
  );
  const path = (member: string) => `lines[${at}].${member}`;
  return (
    <>
      <div className="transfer-row">
        {/* Who goes along belongs to the unit. */}
        <Field path={path('fromUnitId')} label={t('transfer.from')} required>{(input) => unit(input, line.fromUnitId, (fromUnitId) => change({ fromUnitId, people: [] }), `from-${at}`)}</Field>
        <Field path={path('toUnitId')} label={t('transfer.to')} required>{(input) => unit(input, line.toUnitId, (toUnitId) => change({ toUnitId }), `to-${at}`)}</Field>
      </div>
      <div className="transfer-row">
        <Field path={path('type')} label={t('transfer.quota')} required>{(input) => (
          <Select id={input.id} style={{ width: '100%' }} value={line.type} onChange={(type: AccountQuota) => change({ type, funding: fundedBy[type][0]! })} options={Object.keys(fundedBy).map((value) => ({ value, label: word('quota', value) }))} data-testid={`quota-${at}`} />
        )}</Field>
        <Field path={path('funding')} label={t('transfer.funding')} required>{(input) => (
          <Select id={input.id} status={input.status} style={{ width: '100%' }} value={line.funding} onChange={(funding: FundingForm) => change({ funding })} options={fundedBy[line.type].map((value) => ({ value, label: word('funding', value) }))} />
        )}</Field>
      </div>
      <Field path={path('people')} label={t('transfer.people')} group help={t('transfer.peopleHint')}>{() => (
        <div className="transfer-chosen">
          {line.people.map((one) => <span key={one.personKey} className="chip tone-write">{one.name} <button type="button" className="chip-x" aria-label={t('transfer.without', { name: one.name })} onClick={() => change({ people: line.people.filter((other) => other !== one) })}>×</button></span>)}
          <Button size="small" disabled={line.fromUnitId === ''} onClick={() => pick(true)} data-testid={`pick-people-${at}`}>{t(line.people.length > 0 ? 'transfer.pickMore' : 'transfer.pick')}</Button>
        </div>
      )}</Field>
      <div className="transfer-row">
        <Field path={path('count')} label={t('transfer.count')} required help={t('transfer.countHint')}>{(input) => <InputNumber {...input} min={1} max={10000} precision={0} style={{ width: '100%' }} value={countOf(line) || null} onChange={(count) => change({ count })} data-testid={`count-${at}`} />}</Field>
        <Field path={path('docNo')} label={t('transfer.docNo')} required help={t('transfer.docNoHint')}>{(input) => <Input {...input} maxLength={60} value={line.docNo} placeholder={t('transfer.docNoExample')} onChange={(e) => change({ docNo: e.target.value })} data-testid={`doc-no-${at}`} />}</Field>
      </div>
      <div className="transfer-row">
        <Field path={path('dutyTransferId')} label={t('transfer.duty')}>{(input) => <Input {...input} maxLength={60} value={line.dutyTransferId} onChange={(e) => change({ dutyTransferId: e.target.value })} />}</Field>
        <Field path={path('approvalNo')} label={t('transfer.approvalNo')} help={t('transfer.approvalNoHint')}>{(input) => <Input {...input} maxLength={60} value={line.approvalNo} onChange={(e) => change({ approvalNo: e.target.value })} />}</Field>
      </div>
      {picking && <PeoplePicker unitId={line.fromUnitId} chosen={line.people} elsewhere={others.flatMap((other) => other.people.map((one) => one.personKey))} choose={(people) => { change({ people }); pick(false); }} close={() => pick(false)} />}
    </>
  );
}
