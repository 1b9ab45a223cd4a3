import { Alert, Button, Form, Input, Radio, Space } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Dialog } from '../../admin/Dialog';
import { newId } from '../../api/client';
import type { TaskItem } from '../../api/types';
import { useI18n } from '../../i18n';
import { useSession, useUser } from '../../session/SessionContext';
import { taskTitle } from '../taskTitle';
import { commonOutcomes, most, simpleOutcomes, type Forms } from './fit';
import { forgetOldBatches, writeBatch } from './record';

/** What is done with the tasks that were ticked. */
export function DecideTogether({ items, forms, clear }: { items: TaskItem[]; forms: Forms; clear: () => void }) {
  const { t, language } = useI18n();
  // What is asked about stays as it was when it was asked, whatever happens to the list meanwhile.
  const [asking, ask] = useState<TaskItem[] | null>(null);
  const outcomes = commonOutcomes(items, forms, language);
  const note = items.length > most ? t('together.most', { n: most }) : outcomes.length === 0 ? t('together.noCommon') : null;
  if (items.length === 0 && !asking) return null;
  return (
    <div className="batch-bar" role="group" aria-label={t('together.title')}>
      <span>{t('together.chosen', { n: items.length })}</span>
      <Space wrap size={6}>
        <Button type="primary" size="small" disabled={note !== null} onClick={() => ask(items)}>{t('together.decide')}</Button>
        <Button size="small" type="text" onClick={clear}>{t('common.clear')}</Button>
        {note && <span role="status">{note}</span>}
      </Space>
      {asking && <Confirm items={asking} forms={forms} close={() => ask(null)} />}
    </div>
  );
}

interface Fields { outcome: string; comment?: string }

function Confirm({ items, forms, close }: { items: TaskItem[]; forms: Forms; close: () => void }) {
  const { t, word, language } = useI18n();
  const user = useUser();
  const { now } = useSession();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const outcomes = commonOutcomes(items, forms, language);
  const wanted = Form.useWatch('outcome', form);
  const chosen = outcomes.find((one) => one.code === wanted) ?? outcomes[0]!;
  // The batch is one, however often the button is pressed.
  const id = useRef(newId());
  const begin = ({ outcome, comment }: Fields) => {
    writeBatch({
      id: id.current, user: user.id, outcome, outcomeTitle: chosen.title, comment: comment?.trim() ?? '', at: now(), attempt: 0,
      items: items.map((item) => ({
        id: item.id, revision: item.revision, title: item.caseTitle ?? item.title, form: item.form, state: 'waiting',
        comment: simpleOutcomes(item, forms, language).find((one) => one.code === outcome)?.comment !== 'none',
      })),
    });
    forgetOldBatches();
    void navigate(`/tasks/batch/${id.current}`);
  };
  return (
    <Dialog title={t('together.title')} form={form} initial={{ outcome: outcomes[0]!.code }} pending={false} error={null} wide confirm={t('together.confirm', { n: items.length })} submit={begin} close={close}>
      <Alert className="note" type="info" showIcon title={t('together.effect')} />
      <ul className="together-list">{items.map((item) => <li key={item.id}><b>{item.caseTitle ?? taskTitle(item, language, word)}</b> <span className="quiet">{word('step', item.step)}{item.inPlaceOfName ? ` · ${t('proxy.mark', { name: item.inPlaceOfName })}` : ''}</span></li>)}</ul>
      <Form.Item name="outcome" label={t('together.outcome')} extra={chosen.effect}><Radio.Group options={outcomes.map((one) => ({ value: one.code, label: one.title }))} /></Form.Item>
      {chosen.comment !== 'none' && (
        <Form.Item name="comment" label={t('together.commentFor')} rules={[{ required: chosen.comment === 'required', whitespace: true, message: t('common.required') }]}><Input.TextArea rows={3} maxLength={500} showCount /></Form.Item>
      )}
    </Dialog>
  );
}
