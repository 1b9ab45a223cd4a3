import { Alert, Button, Input, Popconfirm, Progress, Result } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { Loaded } from '../shell/states';
import type { Plan } from './plan';
import { usePreview } from './preview';

interface Planned { id: string }

/** What will happen, what stands in the way, and the one button that makes it happen. */
export function LaunchCampaign({ plan }: { plan: Plan }) {
  const { t } = useI18n();
  const cache = useQueryClient();
  const preview = usePreview(plan);
  const [reason, setReason] = useState('');
  const launch = useCommand<void, Planned>((_, commandId) => api.post('/campaigns', { commandId, ...plan, start: plan.start, warningReason: reason.trim() || undefined }).then(async (made) => {
    const planned = made as Planned;
    await api.post(`/campaigns/${encodeURIComponent(planned.id)}/start`, { commandId: `${commandId}-start` });
    return planned;
  }), { onSuccess: () => void cache.invalidateQueries({ queryKey: ['campaigns'] }) });
  if (launch.data) return <Launched id={launch.data.id} />;
  return (
    <Loaded query={preview} rows={5}>
      {({ cases, templates, findings }) => {
        const blocks = findings.filter((finding) => finding.severity === 'Block');
        const warnings = findings.filter((finding) => finding.severity === 'Warn');
        return (
          <>
            <h2>{plan.name}</h2>
            <p>{t('plan.summary', { units: plan.units.length, documents: plan.documents.length, cases, templates })}</p>
            {blocks.length > 0
              ? <Alert type="error" showIcon className="note" title={t('plan.findings')} description={<Findings items={blocks.map((finding) => `${finding.rule}　${finding.message}`)} />} />
              : <Alert type="success" showIcon className="note" title={t('plan.noFindings')} />}
            {warnings.length > 0 && (
              <Alert type="warning" showIcon className="note" title={t('plan.warnings')} description={<>
                <Findings items={warnings.map((finding) => `${finding.rule}　${finding.message}`)} />
                <label htmlFor="warning-reason">{t('plan.warningReason')}</label>
                <Input.TextArea id="warning-reason" autoSize={{ minRows: 2 }} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} data-testid="warning-reason" />
              </>} />
            )}
            <ProblemNote error={launch.error} />
            <Popconfirm title={t('plan.launch')} description={<div style={{ maxWidth: 320 }}>{t('plan.effect')}</div>} okText={t('common.confirm')} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'confirm' } as Record<`data-${string}`, string>} onConfirm={() => launch.submit()}>
              <Button type="primary" size="large" data-testid="launch" disabled={blocks.length > 0 || (warnings.length > 0 && reason.trim() === '')} loading={launch.isPending}>{t('plan.launch')}</Button>
            </Popconfirm>
          </>
        );
      }}
    </Loaded>
  );
}

const Findings = ({ items }: { items: string[] }) => <ul className="findings">{items.map((item) => <li key={item}>{item}</li>)}</ul>;

/** Cases are made in the background; this page may be left at any time. */
function Launched({ id }: { id: string }) {
  const { t } = useI18n();
  const progress = useQuery({
    queryKey: ['campaign', id],
    queryFn: async () => (await api.get(`/campaigns/${encodeURIComponent(id)}`)).campaign,
    refetchInterval: (query) => (query.state.data && (query.state.data.started ?? 0) >= (query.state.data.cases ?? 0) ? false : 500),
  });
  const all = progress.data?.cases ?? 0;
  const done = progress.data?.started ?? 0;
  const ready = all > 0 && done >= all;
  return (
    <Result status={ready ? 'success' : 'info'} title={ready ? t('plan.launched') : t('plan.launching', { done, all })}
      subTitle={<Progress percent={all ? Math.round((done / all) * 100) : 0} style={{ maxWidth: 360 }} />}
      extra={<Link to={`/campaigns/${encodeURIComponent(id)}`}><Button type="primary" data-testid="to-board">{t('plan.toBoard')}</Button></Link>} />
  );
}
