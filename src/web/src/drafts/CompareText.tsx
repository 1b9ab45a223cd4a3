import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { api } from '../api/client';
import type { ComparedParagraph, Span } from '../api/caseTypes';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { Empty, Loaded } from '../shell/states';

export const useComparison = (caseId: string, from: string, to: string) =>
  useQuery({ queryKey: ['case', caseId, 'compare', from, to], queryFn: () => api.get(`/cases/${encodeURIComponent(caseId)}/compare`, { from, to }) });

/** The spans that one side shows: the left keeps what was removed, the right what was added. */
export const sideOf = (spans: Span[], side: 'left' | 'right'): Span[] => spans.filter((s) => s.kind === 'Same' || s.kind === (side === 'left' ? 'Removed' : 'Added'));

function Spans({ spans }: { spans: Span[] }) {
  return spans.map((s, i) => (s.kind === 'Same' ? <Fragment key={i}>{s.text}</Fragment> : s.kind === 'Added' ? <ins key={i}>{s.text}</ins> : <del key={i}>{s.text}</del>));
}

/** Two versions beside each other, or one text with both marked inside it. */
export function CompareText({ caseId, from, to, inline, onlyChanges }: { caseId: string; from: string; to: string; inline?: boolean; onlyChanges?: boolean }) {
  const { t } = useI18n();
  const query = useComparison(caseId, from, to);
  return (
    <Loaded query={query} rows={10}>
      {(found) => {
        const shown = onlyChanges ? found.paragraphs.filter((p) => p.kind !== 'Same' || p.moved) : found.paragraphs;
        if (shown.length === 0) return <Empty title={t('draft.noChanges')} />;
        return (
          <div className={inline ? 'compare inline' : 'compare'}>
            {shown.map((p, i) => (inline
              ? <p key={i} className={line(p)}><Spans spans={p.spans} /></p>
              : (
                <div key={i} className={`compare-row ${line(p)}`}>
                  <p className="left">{p.left !== null && <Spans spans={sideOf(p.spans, 'left')} />}</p>
                  <p className="right">{p.right !== null && <Spans spans={sideOf(p.spans, 'right')} />}{p.moved && p.heading && <small className="quiet">（{t('draft.moved')}）</small>}</p>
                </div>
              )))}
          </div>
        );
      }}
    </Loaded>
  );
}

const line = (p: ComparedParagraph): string => `${p.kind.toLowerCase()} ${p.heading ? 'heading' : ''}`;

/** 修改对照表: original, revised, note. */
export function ChangeTable({ caseId, from, to }: { caseId: string; from: string; to: string }) {
  const { t } = useI18n();
  const query = useComparison(caseId, from, to);
  return (
    <Loaded query={query}>
      {(found) => (
        <DataTable label={t('case.tab.compare')} size="small" className="grid changes-table" rowKey={(_, i) => String(i)} dataSource={found.rows} pagination={false} bordered tableLayout="fixed" scroll={{ x: 720 }} locale={{ emptyText: t('draft.noChanges') }}
          columns={[
            { title: t('draft.original', { version: from }), dataIndex: 'original', render: (text: string) => <div className="pre">{text || '—'}</div> },
            { title: t('draft.revised', { version: to }), dataIndex: 'revised', render: (text: string) => <div className="pre">{text || '—'}</div> },
            { title: t('draft.changeNote'), dataIndex: 'note', width: 240 },
          ]} />
      )}
    </Loaded>
  );
}
