import { Button, Radio, Space } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import type { BatchKind, BatchSelection } from '../api/types';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { ReasonDialog } from './ReasonDialog';

const kinds: BatchKind[] = ['Hold', 'Release', 'Retry', 'Cancel'];

/** What can be done to many: to those chosen, or to all that fit the conditions of the list. */
export function BatchBar({ chosen, fitting, total, clear }: { chosen: string[]; fitting: BatchSelection | null; total: number; clear: () => void }) {
  const { t, word } = useI18n();
  const navigate = useNavigate();
  const [kind, ask] = useState<BatchKind>();
  const [scope, setScope] = useState<'chosen' | 'fitting'>('chosen');
  const start = useCommand(({ reason, selection }: { reason: string; selection: BatchSelection }, commandId) => api.post('/batches', { commandId, kind: kind!, selection, reason }), {
    onSuccess: (batch) => { clear(); void navigate(`/admin/batches/${encodeURIComponent(batch.id)}`); },
  });
  const begin = (next: BatchKind) => { setScope(chosen.length > 0 ? 'chosen' : 'fitting'); ask(next); };
  const named = { instanceIds: chosen, definitionId: null, version: null, status: null, withIncidents: null, text: null };
  return (
    <div className="batch-bar" role="group" aria-label={t('batch.title')}>
      <span>{chosen.length > 0 ? t('batch.chosen', { n: chosen.length }) : t('batch.none')}</span>
      <Space wrap size={6}>
        {kinds.map((one) => <Button key={one} size="small" danger={one === 'Cancel'} disabled={chosen.length === 0 && !fitting} onClick={() => begin(one)}>{word('batchKind', one)}</Button>)}
        {chosen.length > 0 && <Button size="small" type="text" onClick={clear}>{t('common.clear')}</Button>}
      </Space>
      {kind && (
        <ReasonDialog title={`${word('batchKind', kind)}：${t('batch.title')}`} effect={t(`batch.effect${kind}` as 'batch.effectHold')} danger={kind === 'Cancel'} pending={start.isPending} error={start.error}
          submit={(reason) => start.submit({ reason, selection: scope === 'fitting' && fitting ? fitting : named })} close={() => { start.reset(); ask(undefined); }}>
          <Radio.Group className="batch-scope" value={scope} onChange={(event) => setScope(event.target.value as 'chosen' | 'fitting')} options={[
            { value: 'chosen', label: t('batch.chosen', { n: chosen.length }), disabled: chosen.length === 0 },
            { value: 'fitting', label: fitting ? t('batch.fitting', { n: total }) : t('batch.fittingNone'), disabled: !fitting },
          ]} />
        </ReasonDialog>
      )}
    </div>
  );
}
