import type { TableColumnsType } from 'antd';
import type { AdoptionRow, AdoptionTable } from '../api/caseTypes';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';

/** 意见采纳情况表 in its fourteen columns; number and place stay in sight while the rest scrolls. */
export function AdoptionGrid({ table, brief }: { table: AdoptionTable; brief?: boolean }) {
  const { t, word, language } = useI18n();
  const text = (value: string | null) => <div className="pre">{value || '—'}</div>;
  const status = (row: AdoptionRow) => (language === 'zh' ? row.statusName : word('itemStatus', row.status));
  const all: TableColumnsType<AdoptionRow> = [
    { title: t('case.col.no'), dataIndex: 'no', width: 52, fixed: 'start', align: 'center' },
    { title: t('case.col.location'), dataIndex: 'location', width: 132, fixed: 'start' },
    { title: t('common.version'), dataIndex: 'version', width: 64 },
    { title: t('case.col.units'), key: 'units', width: 112, render: (_, row) => row.units.join('、') },
    { title: t('case.col.category'), key: 'category', width: 92, render: (_, row) => <>{word('category', row.category)}<br /><span className={row.must ? 'bad' : 'quiet'}>{word('severity', row.severity)}</span></> },
    { title: t('case.col.original'), dataIndex: 'original', width: 200, render: text },
    { title: t('case.col.proposed'), dataIndex: 'proposed', width: 200, render: text },
    { title: t('case.col.reason'), key: 'reason', width: 200, render: (_, row) => text([row.reason, row.basis].filter(Boolean).join('\n')) },
    { title: t('case.col.disposition'), key: 'disposition', width: 88, render: (_, row) => <span className={`chip d-${row.disposition}`}>{word('disposition', row.disposition)}</span> },
    { title: t('case.col.dispositionReason'), dataIndex: 'dispositionReason', width: 180, render: text },
    { title: t('case.col.reply'), key: 'reply', width: 88, render: (_, row) => (row.reply ? <span className={`chip d-${row.reply}`}>{word('disposition', row.reply)}</span> : '—') },
    { title: t('case.col.revised'), key: 'revised', width: 220, render: (_, row) => text([row.revisedText, row.replyReason].filter(Boolean).join('\n')) },
    { title: t('case.col.confirmation'), dataIndex: 'confirmation', width: 96, render: (value: string | null) => text(language === 'zh' ? value : value?.replaceAll('保留意见', word('stance', 'Reserve')).replaceAll('同意', word('stance', 'Agree')) ?? null) },
    { title: t('common.status'), key: 'status', width: 96, render: (_, row) => <>{status(row)}{row.settled && <div className="quiet">{word('disposition', row.settled)}</div>}</> },
  ];
  const columns = brief ? all.filter((c) => !['reply', 'revised'].includes(String(c.key)) && !('dataIndex' in c && ['version', 'confirmation'].includes(String(c.dataIndex)))) : all;
  const s = table.statistics;
  return (
    <>
      <p className="statistics" data-testid="adoption-statistics">{language === 'zh' ? s.line : t('form.statistics', { ...s, open: 0 })}</p>
      <DataTable<AdoptionRow> label={t('case.tab.adoption')} rowKey="id" size="small" bordered className="grid adoption" columns={columns} dataSource={table.rows} pagination={table.rows.length > 50 ? { pageSize: 50 } : false} scroll={{ x: columns.reduce((n, c) => n + Number(c.width ?? 100), 0) }} tableLayout="fixed" />
    </>
  );
}
