import { DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { api } from '../../api/client';
import { useCommand } from '../../api/useCommand';
import { Dialog } from '../../admin/Dialog';
import { useI18n } from '../../i18n';
import type { ContractKind, InsuranceKind } from '../../api/types';
import { insuranceKinds, type Deed } from './deeds';

interface Values { contract?: ContractKind; insurance?: InsuranceKind; number?: string; startsOn?: Dayjs; endsOn?: Dayjs; on?: Dayjs; from?: Dayjs; docNo?: string }

const date = (value: Dayjs | undefined) => value?.format('YYYY-MM-DD') ?? null;

/** One deed of 人社's desk: what it asks depends on the deed; what is wrong is told by the server, place by place. */
export function RelationForm({ person, deed, close, done }: { person: string; deed: Deed; close: () => void; done: () => void }) {
  const { t, word } = useI18n();
  const [form] = Form.useForm<Values>();
  const base = `/human-resources/people/${encodeURIComponent(person)}` as const;
  const send = useCommand((values: Values, commandId) => {
    const docNo = values.docNo?.trim() ?? null;
    switch (deed.name) {
      case 'sign': return api.post(`${base}/contracts`, { commandId, kind: values.contract ?? null, number: values.number ?? null, startsOn: date(values.startsOn), endsOn: date(values.endsOn), docNo });
      case 'renew': return api.post(`${base}/contracts/${encodeURIComponent(deed.about)}/renew`, { commandId, endsOn: date(values.endsOn), docNo });
      case 'end': return api.post(`${base}/contracts/${encodeURIComponent(deed.about)}/end`, { commandId, on: date(values.on), docNo });
      case 'begin': return api.post(`${base}/insurances`, { commandId, kind: values.insurance ?? null, from: date(values.from), docNo });
      case 'stop': return api.post(`${base}/insurances/${encodeURIComponent(deed.about)}/stop`, { commandId, on: date(values.on), docNo });
      case 'payer': return api.post(`${base}/insurances/${encodeURIComponent(deed.about)}/payer`, { commandId, from: date(values.from), docNo });
    }
  }, { onSuccess: done });
  const required = [{ required: true, message: t('common.required') }];
  const month = <DatePicker picker="month" style={{ width: '100%' }} data-testid="relation-from" />;
  return (
    <Dialog<Values> title={t(`relation.${deed.name}`)} form={form} initial={deed.name === 'sign' ? { contract: deed.kinds[0] } : {}} pending={send.isPending} error={send.error} submit={send.submit} close={close} confirm={t(`relation.${deed.name}`)}>
      {deed.label && <p className="quiet">{deed.label}</p>}
      {deed.name === 'sign' && (
        <>
          <Form.Item name="contract" label={t('relation.contractKind')} rules={required}><Select options={deed.kinds.map((value) => ({ value, label: word('contractKind', value) }))} data-testid="relation-kind" /></Form.Item>
          <Form.Item name="number" label={t('relation.number')} rules={[{ ...required[0], whitespace: true }]}><Input maxLength={50} data-testid="relation-number" /></Form.Item>
          <Form.Item name="startsOn" label={t('relation.startsOn')} rules={required}><DatePicker style={{ width: '100%' }} data-testid="relation-startsOn" /></Form.Item>
        </>
      )}
      {deed.name === 'begin' && <Form.Item name="insurance" label={t('relation.insuranceKind')} rules={required}><Select options={insuranceKinds.map((value) => ({ value, label: word('insuranceKind', value) }))} data-testid="relation-kind" /></Form.Item>}
      {(deed.name === 'sign' || deed.name === 'renew') && <Form.Item name="endsOn" label={t('relation.endsOn')} extra={t('relation.noEnd')}><DatePicker style={{ width: '100%' }} data-testid="relation-endsOn" /></Form.Item>}
      {(deed.name === 'end' || deed.name === 'stop') && <Form.Item name="on" label={t('relation.lastDay')} rules={required}><DatePicker style={{ width: '100%' }} data-testid="relation-on" /></Form.Item>}
      {(deed.name === 'begin' || deed.name === 'payer') && <Form.Item name="from" label={t('relation.firstMonth')} rules={required}>{month}</Form.Item>}
      <Form.Item name="docNo" label={t('relation.docNo')} extra={t('relation.docNoHint')} rules={[{ ...required[0], whitespace: true }]}><Input maxLength={100} data-testid="relation-docNo" /></Form.Item>
    </Dialog>
  );
}
