import { Alert, Form, Input } from 'antd';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { api } from '../api/client';
import type { Account, HandOver, HandOverItem } from '../api/types';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { ProblemNote } from '../shell/ProblemNote';
import { Loaded } from '../shell/states';
import { Somebody, type SomebodyChoice } from '../tasks/deeds/Somebody';
import { Dialog } from './Dialog';

interface Fields { to: SomebodyChoice[]; reason: string }

/** Gives what names somebody who leaves to somebody else; shows first what goes, what stays and why. */
export function HandOverDialog({ account, close }: { account: Account; close: () => void }) {
  const { t } = useI18n();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const to = Form.useWatch('to', form)?.[0]?.personId;
  const path = `/accounts/${encodeURIComponent(account.id)}/hand-over` as const;
  const preview = useQuery({ queryKey: ['operations', 'handOver', account.id, to ?? null], queryFn: () => api.get(path, { to }), placeholderData: keepPreviousData, gcTime: 0, retry: false });
  const save = useCommand((values: Fields, commandId) => api.post(path, { commandId, toId: values.to[0]!.personId!, reason: values.reason.trim() }), {
    onSuccess: ({ batchId }) => {
      for (const key of ['operations', 'proxies', 'tasks']) void cache.invalidateQueries({ queryKey: [key] });
      close();
      if (batchId) void navigate(`/admin/batches/${encodeURIComponent(batchId)}`);
    },
  });
  const plan = preview.data;
  const chosen = to !== undefined && !preview.isPlaceholderData && plan !== undefined;
  const goes = plan?.items.filter((item) => item.goes).length ?? 0;
  return (
    <Dialog<Fields> wide title={t('handOver.title', { name: account.name })} form={form} initial={{}} pending={save.isPending} error={save.error} close={close} submit={(values) => save.submit(values)}
      confirm={!chosen ? t('handOver.confirmNone') : goes > 0 ? t('handOver.confirm', { n: goes }) : plan.proxies > 0 ? t('handOver.confirmProxies') : t('handOver.confirmNone')}
      ready={chosen && !plan.runningBatchId && (goes > 0 || plan.proxies > 0)}>
      <Form.Item name="to" label={t('handOver.receiver')} extra={t('handOver.receiverHint')} rules={[{ required: true, message: t('common.required') }]}><Somebody most={1} onlyPersons at={account.unitId ?? undefined} except={account.id} /></Form.Item>
      <Form.Item name="reason" label={t('common.reason')} extra={t('handOver.reasonHint')} rules={[{ required: true, whitespace: true, message: t('common.required') }]}><Input.TextArea rows={2} maxLength={500} showCount /></Form.Item>
      {preview.isError && plan ? <ProblemNote error={preview.error} /> : <Loaded query={preview} rows={3}>{(shown) => <Plan plan={shown} chosen={chosen} close={close} />}</Loaded>}
    </Dialog>
  );
}

function Plan({ plan, chosen, close }: { plan: HandOver; chosen: boolean; close: () => void }) {
  const { t } = useI18n();
  const goes = plan.items.filter((item) => item.goes).length;
  return (
    <div data-testid="hand-over-plan">
      {plan.runningBatchId && <Alert type="warning" showIcon className="note" title={t('handOver.running', { name: plan.personName })} action={<Link to={`/admin/batches/${encodeURIComponent(plan.runningBatchId)}`} onClick={close}>{t('handOver.see')}</Link>} />}
      <p aria-live="polite"><b>{plan.items.length === 0 ? t('handOver.nothing', { name: plan.personName }) : chosen ? t('handOver.counts', { goes, stays: plan.items.length - goes }) : t('handOver.found', { name: plan.personName, n: plan.items.length })}</b></p>
      {plan.items.length > 0 && <Items items={plan.items} chosen={chosen} />}
      <ul className="quiet">
        {plan.withUnit > 0 && <li>{t('handOver.withUnit', { n: plan.withUnit, unit: plan.unitName ?? t('handOver.ownUnit') })}</li>}
        {plan.proxies > 0 && <li>{t('handOver.proxies', { n: plan.proxies })}</li>}
        {plan.questions > 0 && <li>{t('handOver.questions', { n: plan.questions })}</li>}
      </ul>
    </div>
  );
}

function Items({ items, chosen }: { items: HandOverItem[]; chosen: boolean }) {
  const { t } = useI18n();
  return (
    <DataTable<HandOverItem> label={t('handOver.task')} className="grid" size="small" rowKey="taskId" dataSource={items} pagination={{ pageSize: 6, showSizeChanger: false, hideOnSinglePage: true }}
      columns={[{ title: t('handOver.task'), render: (_, item) => <Item item={item} chosen={chosen} /> }]} />
  );
}

// One below the other: the reason has room on a telephone too.
function Item({ item, chosen }: { item: HandOverItem; chosen: boolean }) {
  const { t } = useI18n();
  const why = item.why ?? (item.setAside ? t('handOver.setAside') : null);
  return (
    <div style={{ whiteSpace: 'normal' }}>
      <div>{item.title}</div>
      {!item.title.includes(item.flowTitle) && <div className="quiet">{item.flowTitle}</div>}
      {(chosen || !item.goes) && <div><span className={`chip tone-${item.goes ? 'done' : 'issue'}`}>{t(item.goes ? 'handOver.goes' : 'handOver.stays')}</span></div>}
      {why && <div className="quiet">{why}</div>}
    </div>
  );
}
