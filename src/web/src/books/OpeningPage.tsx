import { Alert, App, Button, Segmented, Upload } from 'antd';
import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../api/client';
import type { IntakeReport, TableProblem } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { DataTable } from '../shell/DataTable';
import { ProblemNote } from '../shell/ProblemNote';
import { Empty } from '../shell/states';
import { useDownload } from '../shell/useDownload';
import { transfersKey } from '../transfers/queries';
import { booksOf, type Book } from './openers';

const largest = 5 * 1024 * 1024;

/** 期初建账: a workbook is checked row by row, its sums are compared with the paper, and it is entered as a whole. */
export function OpeningPage() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const mine = booksOf(useUser().roles);
  const book = mine.find((name) => name === search.get('book')) ?? mine[0];
  return (
    <div className="page">
      <p className="back"><Link to="/books">← {t('books.title')}</Link></p>
      <header className="page-head"><h1>{t('opening.title')}</h1><p className="page-sub">{t('opening.text')}</p></header>
      {mine.length > 1 && <Segmented className="opening-choice" value={book} onChange={(name) => setSearch({ book: name }, { replace: true })} options={mine.map((name) => ({ value: name, label: t(`opening.book.${name}`) }))} />}
      {book ? <OpenBook key={book} book={book} /> : <Empty title={t('opening.notMine')} text={t('opening.notMineText')} />}
    </div>
  );
}

interface Checked { file: File; report: IntakeReport }

function OpenBook({ book }: { book: Book }) {
  const { t } = useI18n();
  const { modal } = App.useApp();
  const cache = useQueryClient();
  const template = useDownload();
  const [checked, set] = useState<Checked | null>(null);
  const [refused, refuse] = useState<string | null>(null);
  const check = useCommand((file: File) => api.post(`/${book}/opening/check`, formOf(file) as never), { onSuccess: (report, file) => set({ file, report }) });
  const enter = useCommand((file: File, commandId) => api.post(`/${book}/opening`, formOf(file, commandId) as never), { onSuccess: () => { set(null); void cache.invalidateQueries({ queryKey: [transfersKey] }); } });

  function choose(file: File) {
    set(null);
    enter.reset();
    refuse(/\.xlsx$/i.test(file.name) ? (file.size > largest ? t('opening.tooLarge') : file.size === 0 ? t('opening.emptyFile') : null) : t('opening.wrongKind'));
    if (/\.xlsx$/i.test(file.name) && file.size > 0 && file.size <= largest) check.submit(file);
  }

  const confirm = ({ file, report }: Checked) => modal.confirm({
    title: t('opening.confirm'), okText: t('opening.enter'), cancelText: t('common.cancel'), okButtonProps: { 'data-testid': 'opening-confirmed' } as { 'data-testid': string },
    content: <><p>{t('opening.confirmText')}</p><Totals of={report} /></>, onOk: () => enter.submit(file),
  });

  return (
    <section className="panel transfer-part">
      <ol className="opening-steps">
        <li>{t('opening.step.template')} <Button size="small" icon={<DownloadOutlined />} loading={template.busy} onClick={() => void template.fetchFile(`/${book}/opening/template.xlsx`)} data-testid="opening-template">{t('opening.template')}</Button></li>
        <li>{t(`opening.step.${book}`)}</li>
        <li>{t('opening.step.check')}</li>
      </ol>
      <Upload.Dragger accept=".xlsx" multiple={false} showUploadList={false} disabled={check.isPending || enter.isPending} beforeUpload={(file) => { choose(file); return false; }}>
        <p><InboxOutlined style={{ fontSize: 28 }} /></p><p>{check.isPending ? t('opening.checking') : checked?.file.name ?? t('opening.choose')}</p>
      </Upload.Dragger>
      {refused && <Alert type="error" showIcon role="alert" className="note" title={refused} />}
      <ProblemNote error={check.error ?? enter.error} />
      {enter.data && (
        <Alert type="success" showIcon className="note" data-testid="opening-done" title={t('opening.done', { name: enter.data.byName, at: minute(enter.data.at) })}
          description={<><Totals of={enter.data} /><Link to="/books">{t('opening.look')}</Link></>} />
      )}
      {checked && (
        <div data-testid="opening-report">
          {checked.report.acceptable
            ? <Alert type="success" showIcon className="note" title={t('opening.sound')} description={<Totals of={checked.report} />}
                action={<Button type="primary" loading={enter.isPending} onClick={() => confirm(checked)} data-testid="opening-enter">{t('opening.enter')}</Button>} />
            : <Alert type="error" showIcon className="note" title={t('opening.problems', { n: checked.report.problems.length + checked.report.more })} description={checked.report.more > 0 ? t('opening.more', { n: checked.report.problems.length }) : t('opening.mend')} />}
          {checked.report.problems.length > 0 && (
            <DataTable<TableProblem> label={t('opening.problem')} className="grid" size="small" rowKey={(row) => `${row.sheet}!${row.row}:${row.column} ${row.message}`} dataSource={[...checked.report.problems]}
              pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
              columns={[
                { title: t('opening.place'), width: 190, render: (_, row) => <>{row.sheet}{row.row !== null && <>{' '}{t('opening.row', { n: row.row })}</>}{row.column && <><br /><small className="quiet">{row.column}</small></>}</> },
                { title: t('opening.problem'), render: (_, row) => row.message },
              ]} />
          )}
        </div>
      )}
    </section>
  );
}

function Totals({ of }: { of: { totals: IntakeReport['totals'] } }) {
  return <dl className="opening-totals">{of.totals.map((total) => <div key={total.label}><dt>{total.label}</dt><dd>{total.value}</dd></div>)}</dl>;
}

function formOf(file: File, commandId?: string): FormData {
  const form = new FormData();
  if (commandId) form.append('commandId', commandId);
  form.append('file', file, file.name);
  return form;
}
