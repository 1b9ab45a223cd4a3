import { Alert, Button, Form, Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import type { InstanceInside, VariableValue, VariableView } from '../api/types';
import { useCommand } from '../api/useCommand';
import { Dialog } from '../admin/Dialog';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { ProblemNote } from '../shell/ProblemNote';
import { Empty } from '../shell/states';
import { Reason } from './ReasonDialog';
import { parseValue, showValue, typeOf } from './variableText';

export function VariableTable({ inside, editable }: { inside: InstanceInside; editable: boolean }) {
  const { t, word } = useI18n();
  const [repairing, repair] = useState<VariableView>();
  if (inside.variables.length === 0) return <Empty title={t('life.noVariables')} />;
  return (
    <>
      <DataTable<VariableView> label={t('life.variables')} className="grid" size="small" pagination={false} rowKey={(row) => `${row.scope}:${row.name}`} dataSource={inside.variables} scroll={{ x: 'max-content' }}
        columns={[
          { title: t('common.name'), render: (_, row) => <><b>{row.name}</b>{row.activityId && <small className="quiet"> {t('life.declaredIn')} {row.activityId}</small>}</> },
          { title: t('common.type'), render: (_, row) => <code>{typeOf(row)}</code> },
          { title: t('life.holds'), render: (_, row) => word('valueKind', row.kind) },
          ...(editable ? [{ title: <span className="sr">{t('common.actions')}</span>, render: (_: unknown, row: VariableView) => <Button size="small" onClick={() => repair(row)} aria-label={`${t('life.repair')} ${row.name}`}>{t('life.repair')}</Button> }] : []),
        ]} />
      {repairing && <RepairDialog id={inside.instance.id} variable={repairing} close={() => repair(undefined)} />}
    </>
  );
}

interface Fields { value: string; reason: string }

/** The old value is shown first, and that is written down: it may be what somebody wrote. */
function RepairDialog({ id, variable, close }: { id: string; variable: VariableView; close: () => void }) {
  const { t } = useI18n();
  const cache = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const read = useCommand<void, VariableValue>(() => api.post(`/instances/${encodeURIComponent(id)}/variables/read`, { scope: variable.scope, name: variable.name }), {
    onSuccess: (answer) => form.setFieldsValue({ value: showValue(variable, answer.value) }),
  });
  const save = useCommand(({ value, reason }: Fields, commandId) => api.post(`/instances/${encodeURIComponent(id)}/variables/repair`, {
    commandId, revision: read.data!.revision, scope: variable.scope, name: variable.name, value: parseValue(variable, value).value as never, reason: reason.trim(),
  }), { onSuccess: () => { close(); void cache.invalidateQueries({ queryKey: ['operations'] }); } });
  return (
    <Dialog title={`${t('life.repair')}：${variable.name}`} form={form} initial={{}} pending={save.isPending} error={save.error} submit={(values) => save.submit(values)} close={close} ready={Boolean(read.data)} wide>
      {read.data
        ? <><p className="quiet">{t('life.before')}</p><pre className="detail" tabIndex={0} data-testid="old-value">{showValue(variable, read.data.value)}</pre></>
        : <Alert type="info" showIcon className="note" title={t('life.readText')} action={<Button size="small" loading={read.isPending} onClick={() => read.submit()} data-testid="read-variable">{t('life.read')}</Button>} />}
      <ProblemNote error={read.error} />
      <Form.Item name="value" label={`${t('life.after')}（${typeOf(variable)}）`} extra={t('life.valueHint')} rules={[{ validator: (_, text: string) => { const { problem } = parseValue(variable, text ?? ''); return problem ? Promise.reject(new Error(t('life.notJson', { message: problem }))) : Promise.resolve(); } }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} disabled={!read.data} spellCheck={false} data-testid="new-value" />
      </Form.Item>
      <Reason />
    </Dialog>
  );
}
