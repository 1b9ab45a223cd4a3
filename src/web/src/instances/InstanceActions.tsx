import { Button, Popconfirm, Space } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { InstanceInside } from '../api/types';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { hasEnded, JumpDialog } from './JumpDialog';
import { ReasonDialog } from './ReasonDialog';

type Deed = 'hold' | 'release' | 'cancel';

/** What can be done to one instance now; each says beforehand what it changes. */
export function InstanceActions({ inside }: { inside: InstanceInside }) {
  const { t } = useI18n();
  const cache = useQueryClient();
  const [asking, ask] = useState<Deed | 'jump'>();
  const { id, heldSince, parentId } = inside.instance;
  const saved = () => { ask(undefined); void cache.invalidateQueries({ queryKey: ['operations'] }); };
  const run = useCommand(({ deed, reason }: { deed: Deed; reason: string }, commandId) => api.post(`/instances/${encodeURIComponent(id)}/${deed}` as `/instances/${string}/hold`, { commandId, reason }), { onSuccess: saved });
  const retry = useCommand((_: void, commandId) => api.post(`/instances/${encodeURIComponent(id)}/retry`, { commandId }), { onSuccess: saved });
  const open = inside.tasks.length;
  if (hasEnded(inside)) {
    return parentId ? null : (
      <>
        <Space className="life-actions" role="group" aria-label={t('common.actions')}><Button onClick={() => ask('jump')} data-testid="revive">{t('life.revive')}</Button></Space>
        {asking && <JumpDialog inside={inside} close={() => ask(undefined)} done={saved} />}
      </>
    );
  }

  return (
    <>
      <Space wrap className="life-actions" role="group" aria-label={t('common.actions')}>
        {heldSince ? <Button onClick={() => ask('release')}>{t('life.release')}</Button> : <Button onClick={() => ask('hold')}>{t('life.hold')}</Button>}
        {inside.incidents.length > 0 && (
          <Popconfirm title={t('life.retryAll')} description={t('life.retryEffect', { n: inside.incidents.length })} onConfirm={() => retry.submit()}><Button loading={retry.isPending}>{t('life.retryAll')}</Button></Popconfirm>
        )}
        <Button onClick={() => ask('jump')} data-testid="jump">{t('life.jump')}</Button>
        <Button danger onClick={() => ask('cancel')}>{t('life.cancel')}</Button>
      </Space>
      <ProblemNote error={retry.error} />
      {asking === 'jump' && <JumpDialog inside={inside} close={() => ask(undefined)} done={saved} />}
      {asking && asking !== 'jump' && (
        <ReasonDialog title={t(`life.${asking}`)} effect={t(`life.${asking}Effect`, { tasks: open, children: inside.children.length })} danger={asking === 'cancel'}
          pending={run.isPending} error={run.error} submit={(reason) => run.submit({ deed: asking, reason })} close={() => { run.reset(); ask(undefined); }} />
      )}
    </>
  );
}
