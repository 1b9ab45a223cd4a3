import { Form, Select } from 'antd';
import { useEffect, useState } from 'react';
import { api } from '../api/client';
import type { InstanceInside } from '../api/types';
import { useCommand } from '../api/useCommand';
import { Dialog } from '../admin/Dialog';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { Loading } from '../shell/states';
import { Effect } from '../tasks/deeds/Effect';
import { Reason } from './ReasonDialog';
import { useJumpPreview } from './queries';

/** A running instance jumps, one that has ended is revived. The target is chosen, then everything that would end and begin is shown; only what was shown can be carried out. */
export function JumpDialog({ inside, close, done }: { inside: InstanceInside; close: () => void; done: () => void }) {
  const { t } = useI18n();
  const deed = hasEnded(inside) ? 'revive' : 'jump';
  const [form] = Form.useForm<{ activityId: string; reason: string }>();
  const [target, choose] = useState<string>();
  const preview = useJumpPreview(inside.instance.id, target);
  const jump = useCommand(({ reason, revision }: { reason: string; revision: number }, commandId) =>
    api.post(`/instances/${encodeURIComponent(inside.instance.id)}/${deed}` as `/instances/${string}/jump`, { commandId, revision, activityId: target!, reason }), { onSuccess: done });
  const plan = preview.data;
  const stale = jump.error && 'code' in jump.error && jump.error.code === 'instance.stale';
  const { refetch } = preview;
  // What was shown is no longer true: it is shown anew before anything is done.
  useEffect(() => { if (stale) void refetch(); }, [stale, refetch]);
  return (
    <Dialog title={t(`life.${deed}`)} form={form} initial={{}} pending={jump.isPending} error={jump.error} close={close} confirm={t(`life.${deed}Now`)} wide ready={Boolean(plan) && !preview.isFetching}
      submit={({ reason }) => plan && jump.submit({ reason: reason.trim(), revision: plan.revision })}>
      <Form.Item name="activityId" label={t(deed === 'jump' ? 'life.target' : 'life.reviveTarget')} extra={t(deed === 'jump' ? 'life.targetHint' : 'life.reviveHint')} rules={[{ required: true, message: t('common.required') }]}>
        <Select showSearch optionFilterProp="label" onChange={(value: string) => { jump.reset(); choose(value); }} data-testid="jump-target"
          options={inside.targets.map((one) => ({ value: one.activityId, label: `${one.name}（${one.activityId}）${one.refusal ? ` — ${t('life.notPossible')}` : ''}` }))} />
      </Form.Item>
      {target && (preview.error ? <ProblemNote error={preview.error} /> : plan ? <Effect plan={plan} /> : <Loading rows={3} />)}
      <Reason />
    </Dialog>
  );
}

export const hasEnded = ({ instance: { status } }: InstanceInside): boolean => status === 'Finished' || status === 'Cancelled';
