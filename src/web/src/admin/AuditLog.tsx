import { Alert, Button } from 'antd';
import { DownloadOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { ExportButton } from '../shell/ExportButton';
import { ProblemNote } from '../shell/ProblemNote';
import { useDownload } from '../shell/useDownload';
import { OperationList } from './OperationList';
import { useService } from './services/useService';

export function AuditLog() {
  const { t, word } = useI18n();
  const [search] = useSearchParams();
  const { name: service, api } = useService();
  const all = useDownload();
  const check = useQuery({ queryKey: ['audit-verification', service], queryFn: () => api.get('/audit/verification'), enabled: false });
  const broken = check.data?.broken[0];
  return (
    <>
      {check.data && (broken
        ? <Alert banner type="error" title={t('audit.broken', { chain: broken.chain, seq: broken.seq })} description={broken.reason} />
        : <Alert banner type="success" title={t('audit.intact', { n: check.data.rows })} />)}
      <ProblemNote error={check.error} />
      <OperationList path="/audit" services title={t('audit.title')} text={t('audit.text')} searchable exported={false} rowKey={(row) => `${row.chain}:${row.seq}`}
        tools={<>
          <Button icon={<SafetyCertificateOutlined />} loading={check.isFetching} onClick={() => void check.refetch()} data-testid="verify-audit">{t('audit.verify')}</Button>
          <ExportButton path="/audit.xlsx" service={service} query={{ q: search.get('q') }} />
          <Button icon={<DownloadOutlined />} loading={all.busy} onClick={() => void all.fetchFile('/audit/export', undefined, service)}>{t('audit.exportAll')}</Button>
        </>}
        columns={[
          { title: t('common.time'), value: (row) => minute(row.at) },
          { title: t('audit.actor'), render: (row) => <>{row.actorName}{row.actorUnit && <small className="quiet"> {row.actorUnit}</small>}</> },
          { title: t('audit.action'), render: (row) => <>{word('audited', row.action)} <code className="quiet">{row.action}</code></> },
          { title: t('audit.object'), value: (row) => row.objectId },
          { title: t('audit.result'), render: (row) => <span className={`chip tone-${row.outcome === 'Done' ? 'done' : 'issue'}`}>{row.outcome === 'Done' ? word('auditResult', 'Done') : `${word('auditResult', 'Refused')} ${row.outcome}`}</span> },
          { title: t('audit.address'), value: (row) => row.remoteAddress },
          { title: t('audit.hash'), render: (row) => <code className="quiet" title={row.hash}>{row.hash.slice(0, 12)}</code> },
        ]} />
    </>
  );
}
