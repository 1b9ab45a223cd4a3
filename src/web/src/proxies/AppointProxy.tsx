import { useQuery, useQueryClient } from '@tanstack/react-query';
import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { Dialog } from '../admin/Dialog';
import { api } from '../api/client';
import { useCommand } from '../api/useCommand';
import { local } from '../calendar/moment';
import { useUnits } from '../campaigns/queries';
import { useI18n } from '../i18n';
import { useSession } from '../session/SessionContext';
import { Somebody, type SomebodyChoice } from '../tasks/deeds/Somebody';

interface Fields { deputy: SomebodyChoice[]; period: [Dayjs, Dayjs]; definitionId?: string; unitId?: string; remark?: string }

const longest = 90;
const day = (moment: Dayjs) => moment.format('YYYY-MM-DD');

/** Asks somebody to take care of one's tasks from one day to another. */
export function AppointProxy({ close }: { close: () => void }) {
  const { t } = useI18n();
  const { now } = useSession();
  const cache = useQueryClient();
  const units = useUnits();
  const processes = useQuery({ queryKey: ['proxies', 'processes'], queryFn: () => api.get('/proxies/processes'), staleTime: 60_000 });
  const [form] = Form.useForm<Fields>();
  const today = dayjs(local(now()).format('YYYY-MM-DD'));
  const save = useCommand((values: Fields, commandId) => api.post('/proxies', {
    commandId, deputyId: values.deputy[0]!.personId!, from: day(values.period[0]), until: day(values.period[1]),
    definitionId: values.definitionId ?? null, unitId: values.unitId ?? null, remark: values.remark?.trim() || null,
  }), { onSuccess: () => { void cache.invalidateQueries({ queryKey: ['proxies'] }); close(); } });
  return (
    <Dialog title={t('proxy.new')} form={form} initial={{ period: [today, today.add(6, 'day')] }} pending={save.isPending} error={save.error} confirm={t('proxy.new')} submit={(values) => save.submit(values)} close={close}>
      <Form.Item name="deputy" label={t('proxy.deputy')} rules={[{ required: true, message: t('common.required') }]}><Somebody most={1} onlyPersons /></Form.Item>
      <Form.Item name="period" label={t('proxy.period')} extra={t('proxy.periodHint')} rules={[{ required: true, message: t('common.required') }]}>
        <DatePicker.RangePicker className="full" inputReadOnly minDate={today} allowClear={false} disabledDate={(at, { from }) => Boolean(from && Math.abs(at.diff(from, 'day')) >= longest)} />
      </Form.Item>
      <Form.Item name="definitionId" label={t('proxy.process')}><Select allowClear placeholder={t('proxy.everyProcess')} showSearch={{ optionFilterProp: 'label' }} options={(processes.data ?? []).map((one) => ({ value: one.id, label: one.name }))} /></Form.Item>
      <Form.Item name="unitId" label={t('proxy.unit')}><Select allowClear placeholder={t('proxy.everyUnit')} showSearch={{ optionFilterProp: 'label' }} options={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))} /></Form.Item>
      <Form.Item name="remark" label={t('proxy.remark')}><Input.TextArea rows={2} maxLength={200} showCount /></Form.Item>
    </Dialog>
  );
}
