import { Alert, App, Button, Popconfirm } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { Empty } from '../shell/states';
import { OperationList } from './OperationList';
import { State } from './State';

const states = ['Pending', 'Sent', 'Failed', 'Dropped'];
const channels = ['Mail', 'Webhook'];

/** Notices on their way out of the application. What they say is not shown here. */
export function Deliveries() {
  const { t, word } = useI18n();
  const whole = useQuery({ queryKey: ['operations', '/deliveries', 'whole'], queryFn: () => api.get('/deliveries', { size: 1 }) });
  const options = (group: string, values: string[]) => values.map((value) => ({ value, label: word(group, value) }));
  return (
    <OperationList path="/deliveries" title={t('delivery.title')} text={t('delivery.text')} searchable rowKey={(row) => row.id}
      conditions={[{ name: 'state', label: t('common.status'), options: options('deliveryState', states) }, { name: 'channel', label: t('delivery.channel'), options: options('channel', channels) }]}
      empty={<Empty title={t('delivery.none')} text={t('delivery.noneText')} />}
      tools={!!whole.data?.failed && <Resend ids={null} count={whole.data.failed} />}
      above={whole.data?.channels.length === 0 && <Alert type="info" showIcon className="note" title={t('delivery.off')} />}
      columns={[
        { title: t('delivery.recipient'), value: (row) => [row.personName, row.address].filter(Boolean).join(' '), render: (row) => <><b>{row.personName}</b>{row.address && <><br /><span className="quiet">{row.address}</span></>}</> },
        { title: t('delivery.channel'), value: (row) => word('channel', row.channel) },
        { title: t('notices.kind'), value: (row) => word('noticeKind', row.kind) },
        { title: t('common.status'), value: (row) => word('deliveryState', row.state), render: (row) => <State group="deliveryState" value={row.state} /> },
        { title: t('operation.attempts'), value: (row) => row.attempts, align: 'right' },
        { title: t('operation.created'), value: (row) => minute(row.createdAt) },
        { title: t('delivery.ended'), value: (row) => minute(row.endedAt ?? row.nextAt), render: (row) => (row.endedAt ? minute(row.endedAt) : row.nextAt && t('delivery.next', { at: minute(row.nextAt) })) },
        { title: t('operation.error'), value: (row) => row.reason, render: (row) => row.reason && <span className="wrap narrow">{row.reason}</span> },
        { title: t('common.actions'), render: (row) => row.state === 'Failed' && <Resend ids={[row.id]} /> },
      ]} />
  );
}

/** Sends failed deliveries again: the one given, or (`ids` null) all `count` of them. */
function Resend({ ids, count = 1 }: { ids: string[] | null; count?: number }) {
  const { t } = useI18n();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const resend = useCommand((_: void, commandId) => api.post('/deliveries/resend', { commandId, ids }), {
    onSuccess: (answer) => { void message.success(t('delivery.resent', { n: answer.count })); void cache.invalidateQueries({ queryKey: ['operations', '/deliveries'] }); },
  });
  return (
    <>
      <Popconfirm title={ids ? t('delivery.resend') : t('delivery.resendAll')} description={t('delivery.resendEffect')} onConfirm={() => resend.submit()}>
        <Button size={ids ? 'small' : 'middle'} loading={resend.isPending}>{ids ? t('delivery.resend') : t('delivery.resendAllOf', { n: count })}</Button>
      </Popconfirm>
      <ProblemNote error={resend.error} />
    </>
  );
}
