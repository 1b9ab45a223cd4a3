import { Button, Input, Popconfirm } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { useCommand } from '../api/useCommand';
import type { ExtensionRequest } from '../api/types';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { ProblemNote } from '../shell/ProblemNote';
import { Empty, Loaded } from '../shell/states';

export function ExtensionsPage() {
  const { t } = useI18n();
  const decides = useUser().roles.includes('ZB');
  const query = useQuery({ queryKey: ['extension-requests'], queryFn: () => api.get('/extension-requests') });
  return (
    <div className="page">
      <header className="page-head"><h1>{t('extension.title')}</h1><p className="page-sub">{t('extension.text')}</p></header>
      <Loaded query={query} rows={5}>
        {(requests) => requests.length === 0 ? <Empty title={t('extension.none')} /> : (
          <ul className="notices">{requests.map((request) => <Request key={request.id} request={request} decides={decides} />)}</ul>
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
        <div className="form-end">
          <Input value={comment} maxLength={500} placeholder={t('common.comment')} aria-label={t('common.comment')} onChange={(e) => setComment(e.target.value)} style={{ width: 200 }} />
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
