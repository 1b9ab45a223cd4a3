import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { Dialog } from '../admin/Dialog';
import { api } from '../api/client';
import type { Proxy } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { DataTable } from '../shell/DataTable';
import { Empty, Loaded } from '../shell/states';
import { useListAddress } from '../shell/useListAddress';
import { AppointProxy } from './AppointProxy';

/** Who takes care of whose tasks: one's own appointments and those by others; for the security administrator all of them. */
export function ProxiesPage() {
  const { t } = useI18n();
  const security = useUser().roles.includes('SE');
  const { get, go } = useListAddress(['ended']);
  const ended = get('ended') === '1';
  const query = useQuery({ queryKey: ['proxies', ended], queryFn: () => api.get('/proxies', { ended }) });
  const [appointing, appoint] = useState(false);
  const [ending, end] = useState<Proxy | null>(null);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('proxy.title')}</h1>
        <p className="page-sub">{t(security ? 'proxy.allText' : 'proxy.text')}</p>
        <span className="spacer" />
        {!security && <Button type="primary" icon={<PlusOutlined />} onClick={() => appoint(true)}>{t('proxy.new')}</Button>}
      </header>
      <div className="filters"><Checkbox checked={ended} onChange={(e) => go({ ended: e.target.checked ? '1' : '' })}>{t('proxy.withEnded')}</Checkbox></div>
      <Loaded query={query} rows={4}>
        {(rows) => rows.length === 0
          ? <Empty title={t('proxy.none')} text={security ? undefined : t('proxy.noneText')} />
          : <Proxies rows={rows} end={end} />}
      </Loaded>
      {appointing && <AppointProxy close={() => appoint(false)} />}
      {ending && <EndProxy proxy={ending} reasoned={security} close={() => end(null)} />}
    </div>
  );
}

function Proxies({ rows, end }: { rows: Proxy[]; end: (proxy: Proxy) => void }) {
  const { t, word } = useI18n();
  return (
    <DataTable<Proxy> label={t('proxy.title')} className="grid" size="middle" rowKey="id" dataSource={rows} pagination={false} scroll={{ x: 'max-content' }}
      columns={[
        { title: t('proxy.principal'), dataIndex: 'principalName' },
        { title: t('proxy.deputy'), dataIndex: 'deputyName' },
        { title: t('proxy.period'), render: (_, row) => `${row.from} – ${row.until}` },
        { title: t('proxy.scope'), render: (_, row) => [row.definitionName, row.unitName].filter(Boolean).join(' · ') || t('proxy.everything') },
        { title: t('common.status'), render: (_, row) => <span className={`chip tone-${row.state === 'Holds' ? 'done' : 'idle'}`}>{word('proxyState', row.state)}</span> },
        { title: t('proxy.remark'), render: (_, row) => <span className="wrap">{[row.remark, row.endedAt && `${t('proxy.by')} ${row.endedByName} ${minute(row.endedAt)}`, row.endReason].filter(Boolean).join('；')}</span> },
        { title: t('common.actions'), render: (_, row) => row.canEnd && <Button size="small" danger onClick={() => end(row)}>{t('proxy.end')}</Button> },
      ]} />
  );
}

function EndProxy({ proxy, reasoned, close }: { proxy: Proxy; reasoned: boolean; close: () => void }) {
  const { t } = useI18n();
  const cache = useQueryClient();
  const [form] = Form.useForm<{ reason?: string }>();
  const save = useCommand(({ reason }: { reason?: string }, commandId) => api.post(`/proxies/${encodeURIComponent(proxy.id)}/end`, { commandId, reason: reason?.trim() || null }), {
    onSuccess: () => { for (const key of ['proxies', 'tasks']) void cache.invalidateQueries({ queryKey: [key] }); close(); },
  });
  const names = { deputy: proxy.deputyName, principal: proxy.principalName };
  return (
    <Dialog title={t('proxy.endTitle', names)} form={form} initial={{}} pending={save.isPending} error={save.error} confirm={t('proxy.end')} submit={(values) => save.submit(values)} close={close}>
      <p>{t('proxy.endEffect', names)}</p>
      <Form.Item name="reason" label={t('common.reason')} rules={[{ required: reasoned, whitespace: true, message: t('common.required') }]}><Input.TextArea rows={2} maxLength={200} showCount /></Form.Item>
    </Dialog>
  );
}
