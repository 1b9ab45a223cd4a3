import { Alert, Button, Upload } from 'antd';
import { InboxOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { api } from '../api/client';
import type { DefinitionProblem } from '../api/types';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { ProblemNote } from '../shell/ProblemNote';

interface Checked { name: string; document: unknown; problems: DefinitionProblem[] }

/** A definition is checked where it is chosen; every problem is listed by its place, and only a sound one can be saved. */
export function UploadDefinition({ saved }: { saved: (definitionId: string) => void }) {
  const { t, language } = useI18n();
  const [checked, set] = useState<Checked | null>(null);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const check = useCommand((file: { name: string; document: unknown }) => api.post('/definitions/validate', file.document), { onSuccess: (answer, file) => set({ ...file, problems: answer.problems }) });
  const save = useCommand((document: unknown, commandId) => api.post('/definitions', document, { commandId }), { onSuccess: (version) => saved(version.definitionId) });

  async function choose(file: File) {
    set(null);
    setUnreadable(null);
    try {
      check.submit({ name: file.name, document: JSON.parse(await file.text()) });
    } catch (error) {
      setUnreadable(error instanceof Error ? error.message : String(error));
    }
  }

  const errors = checked?.problems.filter((problem) => problem.severity !== 'Warning') ?? [];
  return (
    <section className="wizard upload">
      <Upload.Dragger accept=".json,application/json" multiple={false} showUploadList={false} beforeUpload={(file) => { void choose(file); return false; }}>
        <p><InboxOutlined style={{ fontSize: 28 }} /></p><p>{checked?.name ?? t('definition.uploadText')}</p>
      </Upload.Dragger>
      {unreadable && <Alert type="error" showIcon className="note" title={t('definition.notJson', { message: unreadable })} />}
      <ProblemNote error={check.error ?? save.error} />
      {checked && errors.length === 0 && !save.data && (
        <Alert type="success" showIcon className="note" title={t('definition.sound')} action={<Button type="primary" loading={save.isPending} data-testid="save-definition" onClick={() => save.submit(checked.document)}>{t('definition.saveDraft')}</Button>} />
      )}
      {save.data && <Alert type="success" showIcon className="note" title={t('definition.saved', { n: save.data.version })} />}
      {checked && checked.problems.length > 0 && (
        <>
          {errors.length > 0 && <Alert type="error" showIcon className="note" title={t('definition.problems', { n: errors.length })} />}
          <DataTable<DefinitionProblem> label={t('definition.problem')} className="grid" size="small" rowKey={(row) => `${row.path}${row.message}`} dataSource={checked.problems} pagination={false} scroll={{ x: 'max-content' }}
            columns={[
              { title: t('definition.place'), render: (_, row) => <><code>{row.path}</code>{row.line ? <><br /><small className="quiet">{t('definition.line', { line: row.line, column: row.column ?? 1 })}</small></> : null}</> },
              { title: t('definition.problem'), render: (_, row) => (language === 'zh' ? row.messageZh : row.message) },
            ]} />
        </>
      )}
    </section>
  );
}
