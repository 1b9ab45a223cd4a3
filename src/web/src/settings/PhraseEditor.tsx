import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { api, Problem } from '../api/client';
import type { PhraseDocument } from '../api/types';
import { useCommand } from '../api/useCommand';
import { Field } from '../forms/Field';
import { Problems } from '../forms/problems';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';

const most = 50;

/** The person's own phrases: words and order, saved as one list. */
export function PhraseEditor({ document }: { document: PhraseDocument }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { message } = App.useApp();
  const next = useRef(document.own.length);
  const [rows, setRows] = useState(() => document.own.map((text, id) => ({ id, text })));
  const save = useCommand((_: null, commandId) => api.put('/phrases', { commandId, revision: document.revision, phrases: rows.map((row) => row.text) }), {
    onSuccess: (saved) => {
      client.setQueryData(['phrases'], saved);
      void message.success(t('common.saved'));
    },
  });
  const change = (make: (rows: { id: number; text: string }[]) => { id: number; text: string }[]) => {
    save.reset();
    setRows(make);
  };
  const move = (at: number, by: number) => change((now) => {
    const moved = [...now];
    const [row] = moved.splice(at, 1);
    moved.splice(at + by, 0, row!);
    return moved;
  });
  const stale = save.error instanceof Problem && save.error.status === 409;
  return (
    <>
      <p className="quiet">{t('phrases.text', { n: most })}</p>
      <ProblemNote error={save.error} action={stale ? <Button size="small" onClick={() => void client.invalidateQueries({ queryKey: ['phrases'] })}>{t('common.reload')}</Button> : undefined} />
      <Problems problems={save.error instanceof Problem ? save.error.problems : []}>
        <ol className="phrases">
          {rows.map((row, at) => (
            <li key={row.id}>
              <Field path={`phrases[${at}]`} label={<span className="sr">{t('phrases.nth', { n: at + 1 })}</span>}>
                {(input) => <Input {...input} value={row.text} maxLength={200} onChange={(e) => change((now) => now.map((one) => (one.id === row.id ? { ...one, text: e.target.value } : one)))} data-testid={`phrase-${at}`} />}
              </Field>
              <Button icon={<ArrowUpOutlined />} aria-label={t('common.moveUp')} disabled={at === 0} onClick={() => move(at, -1)} />
              <Button icon={<ArrowDownOutlined />} aria-label={t('common.moveDown')} disabled={at === rows.length - 1} onClick={() => move(at, 1)} />
              <Button icon={<DeleteOutlined />} aria-label={t('common.remove')} onClick={() => change((now) => now.filter((one) => one.id !== row.id))} />
            </li>
          ))}
        </ol>
      </Problems>
      <div className="question-deeds">
        <Button icon={<PlusOutlined />} disabled={rows.length >= most} onClick={() => change((now) => [...now, { id: next.current++, text: '' }])} data-testid="add-phrase">{t('common.add')}</Button>
        <Button type="primary" loading={save.isPending} onClick={() => save.submit(null)} data-testid="save-phrases">{t('common.save')}</Button>
      </div>
    </>
  );
}
