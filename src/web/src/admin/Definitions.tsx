import { Button, Popconfirm, Space } from 'antd';
import { UploadOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { DefinitionSummary, DefinitionVersion } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { useUser } from '../session/SessionContext';
import { ProblemNote } from '../shell/ProblemNote';
import { Loaded } from '../shell/states';
import { UploadDefinition } from './UploadDefinition';

export function Definitions() {
  const { t } = useI18n();
  const user = useUser();
  const cache = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const [uploading, upload] = useState(false);
  const query = useQuery({ queryKey: ['definitions'], queryFn: () => api.get('/definitions') });
  const chosen = search.get('id') ?? query.data?.[0]?.definitionId;
  const uploads = user.roles.some((role) => role === 'SA' || role === 'BB-JB');
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('definition.title')}</h1><p className="page-sub">{t('definition.text')}</p><span className="spacer" />
        {uploads && <Button type="primary" icon={<UploadOutlined />} onClick={() => upload(!uploading)} data-testid="upload-definition">{t('definition.upload')}</Button>}
      </header>
      {uploading && <UploadDefinition saved={(id) => { void cache.invalidateQueries({ queryKey: ['definitions'] }); setSearch({ id }); }} />}
      <Loaded query={query} rows={5}>
        {(definitions) => (
          <>
            <DataTable<DefinitionSummary> label={t('definition.title')} className="grid" size="middle" rowKey="definitionId" dataSource={definitions} pagination={false} scroll={{ x: 'max-content' }}
              rowClassName={(row) => (row.definitionId === chosen ? 'ant-table-row-selected' : '')} onRow={(row) => ({ onClick: () => setSearch({ id: row.definitionId }, { replace: true }) })}
              columns={[
                { title: t('common.name'), render: (_, row) => <><b>{row.name}</b><br /><code className="quiet">{row.definitionId}</code></> },
                { title: t('definition.published'), render: (_, row) => (row.publishedVersion ? t('definition.version', { n: row.publishedVersion }) : t('common.none')) },
                { title: t('definition.versions'), dataIndex: 'latestVersion', align: 'right' },
                { title: t('operation.updated'), render: (_, row) => minute(row.updatedAt) },
              ]} />
            {chosen && <Versions key={chosen} id={chosen} />}
          </>
        )}
      </Loaded>
    </div>
  );
}

function Versions({ id }: { id: string }) {
  const { t, word } = useI18n();
  const publishes = useUser().roles.some((role) => ['SA', 'BB-SH', 'BB-ZR'].includes(role));
  const cache = useQueryClient();
  const query = useQuery({ queryKey: ['definitions', id], queryFn: () => api.get(`/definitions/${encodeURIComponent(id)}/versions`) });
  const publish = useCommand((version: number, commandId) => api.post(`/definitions/${encodeURIComponent(id)}/versions/${String(version)}/publish`, { commandId }), { onSuccess: () => void cache.invalidateQueries({ queryKey: ['definitions'] }) });
  const retract = useCommand((version: number, commandId) => api.post(`/definitions/${encodeURIComponent(id)}/versions/${String(version)}/retract`, { commandId }), { onSuccess: () => void cache.invalidateQueries({ queryKey: ['definitions'] }) });
  const migrates = useUser().roles.includes('SA');
  return (
    <section className="versions">
      <h2>{t('definition.versions')}：{id}</h2>
      <ProblemNote error={publish.error ?? retract.error} />
      <Loaded query={query} rows={3}>
        {(versions) => (
          <DataTable<DefinitionVersion> label={`${t('definition.versions')} ${id}`} className="grid" size="middle" rowKey="version" dataSource={versions} pagination={false} scroll={{ x: 'max-content' }}
            columns={[
              { title: t('common.version'), render: (_, row) => t('definition.version', { n: row.version }) },
              { title: t('common.status'), render: (_, row) => <span className={`chip tone-${row.status === 'Published' ? 'done' : 'idle'}`}>{word('definitionStatus', row.status)}</span> },
              { title: t('definition.hash'), render: (_, row) => <code className="quiet" title={row.hash}>{row.hash.slice(0, 16)}</code> },
              { title: t('operation.created'), render: (_, row) => `${minute(row.createdAt)} ${row.createdBy}` },
              {
                title: <span className="sr">{t('common.actions')}</span>, render: (_, row) => (
                  <Space size={4}>
                    <Button size="small" href={`/api/v1/definitions/${encodeURIComponent(id)}/versions/${row.version}`} target="_blank">{t('definition.json')}</Button>
                    {migrates && versions.length > 1 && <Link to={`/admin/migrations?definition=${encodeURIComponent(id)}&from=${row.version}`}><Button size="small">{t('migration.title')}</Button></Link>}
                    {publishes && row.status === 'Published' && (
                      <Popconfirm title={t('definition.retract')} description={<div style={{ maxWidth: 280 }}>{t('definition.retractEffect')}</div>} onConfirm={() => retract.submit(row.version)}>
                        <Button size="small" danger loading={retract.isPending}>{t('definition.retract')}</Button>
                      </Popconfirm>
                    )}
                    {publishes && row.status !== 'Published' && (
                      <Popconfirm title={t('definition.publish')} description={<div style={{ maxWidth: 280 }}>{t('definition.publishEffect')}</div>} onConfirm={() => publish.submit(row.version)}>
                        <Button size="small" type="primary" loading={publish.isPending}>{t('definition.publish')}</Button>
                      </Popconfirm>
                    )}
                  </Space>
                ),
              },
            ]} />
        )}
      </Loaded>
    </section>
  );
}
