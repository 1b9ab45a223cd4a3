import { Button, Input, Pagination, Popconfirm, Select } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { useCommand } from '../api/useCommand';
import type { ExtensionRequest } from '../api/types';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { download, toCsv } from '../shell/csv';
import { useListAddress } from '../shell/useListAddress';
import { ProblemNote } from '../shell/ProblemNote';
import { Empty, Loaded } from '../shell/states';

export function ExtensionsPage() {
  const { t, word } = useI18n();
  const decides = useUser().roles.includes('ZB');
  const query = useQuery({ queryKey: ['extension-requests'], queryFn: () => api.get('/extension-requests') });
  const { q, page, get, go, clear, limited } = useListAddress(['status']);
  const found = (query.data ?? []).filter((request) => (!get('status') || request.status === get('status'))
    && (!q || [request.caseTitle, request.unitName, request.requestedByName, request.reason].some((text) => text.includes(q))));
  const save = () => download(`${t('extension.title')}.csv`, toCsv([
    [t('extension.case'), t('tasks.step'), t('common.unit'), t('extension.request'), t('common.reason'), t('common.person'), t('common.time'), t('extension.from'), t('extension.to'), t('common.status')],
    ...found.map((r) => [r.caseTitle, word('step', r.step), r.unitName, t('extension.days', { n: r.days }), r.reason, r.requestedByName, minute(r.requestedAt), minute(r.dueAt), minute(r.newDueAt), t(`extension.${r.status}`)]),
  ]));
  return (
    <div className="page">
      <header className="page-head"><h1>{t('extension.title')}</h1><p className="page-sub">{t('extension.text')}</p><span className="spacer" />
        <Button icon={<DownloadOutlined />} disabled={found.length === 0} onClick={save}>{t('common.export')}</Button></header>
      <div className="filters">
        <Input.Search key={q} className="search" allowClear defaultValue={q} placeholder={t('common.search')} aria-label={t('common.search')} onSearch={(value) => go({ q: value.trim() })} />
        <Select value={get('status')} aria-label={t('common.status')} popupMatchSelectWidth={false} onChange={(status: string) => go({ status })}
          options={[{ value: '', label: `${t('common.status')}：${t('common.all')}` }, ...(['Pending', 'Approved', 'Refused'] as const).map((value) => ({ value, label: t(`extension.${value}`) }))]} />
      </div>
      <Loaded query={query} rows={5}>
        {() => found.length === 0 ? <Empty title={t(limited ? 'state.emptyFiltered' : 'extension.none')}>{limited && <Button onClick={clear}>{t('common.clearFilters')}</Button>}</Empty> : (
          <>
            <ul className="notices">{found.slice((page - 1) * 50, page * 50).map((request) => <Request key={request.id} request={request} decides={decides} />)}</ul>
            <Pagination className="pager" align="end" current={page} pageSize={50} total={found.length} showSizeChanger={false} showTotal={(n) => t('common.total', { n })} onChange={(next) => go({ page: String(next) })} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Request({ request, decides }: { request: ExtensionRequest; decides: boolean }) {
  const { t, word } = useI18n();
  const cache = useQueryClient();
  const [comment, setComment] = useState('');
  const decide = useCommand((approve: boolean, commandId) => api.post(`/extension-requests/${encodeURIComponent(request.id)}/decide`, { commandId, approve, comment: comment.trim() || null }), { onSuccess: () => void cache.invalidateQueries({ queryKey: ['extension-requests'] }) });
  const until = request.newDueAt ? minute(request.newDueAt) : '';
  return (
    <li>
      <div>
        <Link to={`/cases/${encodeURIComponent(request.caseId)}`}><b>{request.caseTitle}</b></Link> <span className="quiet">{word('step', request.step)} · {request.unitName}</span>
        <p>{t('extension.days', { n: request.days })}：{request.reason}</p>
        <p className="quiet">{request.requestedByName} {minute(request.requestedAt)} · {t('extension.from')} {request.dueAt ? minute(request.dueAt) : ''} → {t('extension.to')} {until}</p>
        <ProblemNote error={decide.error} />
      </div>
      <span className="spacer" />
      {request.status === 'Pending' && decides ? (
        <div className="form-end decide">
          <Input value={comment} maxLength={500} placeholder={t('common.comment')} aria-label={t('common.comment')} onChange={(e) => setComment(e.target.value)} className="decide-comment" />
          <Popconfirm title={t('extension.refuse')} description={t('extension.refuseEffect')} onConfirm={() => decide.submit(false)}><Button danger disabled={decide.isPending}>{t('extension.refuse')}</Button></Popconfirm>
          <Popconfirm title={t('extension.approve')} description={t('extension.approveEffect', { due: until })} onConfirm={() => decide.submit(true)}><Button type="primary" loading={decide.isPending}>{t('extension.approve')}</Button></Popconfirm>
        </div>
      ) : (
        <div className="decided"><span className={`chip tone-${request.status === 'Approved' ? 'done' : request.status === 'Refused' ? 'issue' : 'idle'}`}>{t(`extension.${request.status}`)}</span>
          {request.decidedByName && <small className="quiet">{t('extension.decidedBy', { name: request.decidedByName, at: request.decidedAt ? minute(request.decidedAt) : '' })}</small>}</div>
      )}
    </li>
  );
}
