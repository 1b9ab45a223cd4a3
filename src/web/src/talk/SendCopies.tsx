import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal, Select } from 'antd';
import { SendOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { api, Problem } from '../api/client';
import type { FieldProblem } from '../api/types';
import { useCommand } from '../api/useCommand';
import { Field } from '../forms/Field';
import { Problems } from '../forms/problems';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { useReturnFocus } from '../shell/useReturnFocus';
import { Somebody, type SomebodyChoice } from '../tasks/deeds/Somebody';
import { talkKey } from './queries';

export function SendCopiesButton({ caseId }: { caseId: string }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  return <><Button icon={<SendOutlined />} onClick={() => setOpen(true)} data-testid="send-copies">{t('copies.send')}</Button>{open && <SendCopies caseId={caseId} close={() => setOpen(false)} />}</>;
}

/** Shows the flow to others, who say by opening it that they have read. */
function SendCopies({ caseId, close }: { caseId: string; close: () => void }) {
  const { t } = useI18n();
  useReturnFocus();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [persons, setPersons] = useState<SomebodyChoice[]>([]);
  const [unitIds, setUnitIds] = useState<string[]>([]);
  const [remark, setRemark] = useState('');
  const [local, setLocal] = useState<FieldProblem[]>([]);
  const units = useQuery({ queryKey: ['units'], queryFn: () => api.get('/units') });
  const send = useCommand((_: null, commandId) => api.post(`/cases/${encodeURIComponent(caseId)}/copies`, { commandId, personIds: persons.map((person) => person.personId!), unitIds, remark }), {
    onSuccess: ({ copies }) => {
      for (const key of [talkKey, 'case']) void client.invalidateQueries({ queryKey: [key] });
      void message.success(t('copies.sent', { n: copies }));
      close();
    },
  });
  function submit() {
    const found = persons.length + unitIds.length === 0 ? [{ path: 'personIds', message: t('copies.chooseSomebody') }] : [];
    send.reset();
    setLocal(found);
    if (found.length === 0) send.submit(null);
  }
  return (
    <Modal open transitionName="" maskTransitionName="" title={t('copies.send')} onCancel={close} onOk={submit} confirmLoading={send.isPending} okText={t('talk.send')} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'confirm-copies' }} width={560}>
      <p className="effect">{t('copies.sendEffect')}</p>
      <ProblemNote error={send.error} />
      <Problems problems={send.error instanceof Problem ? send.error.problems : local}>
        <Field path="personIds" label={t('copies.persons')}>{(input) => <Somebody input={input} value={persons} onChange={setPersons} most={500} onlyPersons anywhere testId="copy-persons" />}</Field>
        <Field path="unitIds" label={t('copies.units')} help={t('copies.unitsHelp')}>
          {(input) => <Select mode="multiple" id={input.id} status={input.status} style={{ width: '100%' }} value={unitIds} onChange={setUnitIds} loading={units.isLoading} data-testid="copy-units" showSearch={{ optionFilterProp: 'label' }}
            options={(units.data ?? []).filter((unit) => unit.active).map((unit) => ({ value: unit.id, label: unit.name }))} />}
        </Field>
        <Field path="remark" label={t('copies.remark')}>{(input) => <Input.TextArea {...input} autoSize={{ minRows: 2, maxRows: 8 }} maxLength={500} value={remark} onChange={(e) => setRemark(e.target.value)} data-testid="copy-remark" />}</Field>
      </Problems>
    </Modal>
  );
}
