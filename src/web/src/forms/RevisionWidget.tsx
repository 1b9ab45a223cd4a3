import { Input, Progress } from 'antd';
import { useEffect, useMemo } from 'react';
import type { AdoptionRow, Section } from '../api/caseTypes';
import { useAdoption, useDraft, useOpinions } from '../cases/queries';
import { DraftEditor } from '../drafts/DraftEditor';
import { useI18n } from '../i18n';
import { Empty, Loaded, Loading } from '../shell/states';
import { Choice } from './Choice';
import { Correction } from './DraftWidget';
import { Field } from './Field';
import { OpinionArea } from './OpinionArea';
import { GenericFields } from './GenericFields';
import type { WidgetProps } from './TaskForm';

interface Reply { itemId: string; reply?: string; reason?: string; revisedText?: string }

/** The manuscript and, beside it, an answer to every opinion. */
export default function RevisionWidget({ task, data, change, preset, beforeSubmit, unsavedElsewhere }: WidgetProps) {
  const { t } = useI18n();
  const draft = useDraft(task.caseId);
  const book = useOpinions(task.caseId);
  const table = useAdoption(task.caseId);
  const rows = useMemo(() => (book.data?.toAnswer ?? []).flatMap((id) => table.data?.rows.find((r) => r.id === id) ?? []), [book.data, table.data]);
  const replies = (data.replies as Reply[] | undefined) ?? [];
  const ids = rows.map((r) => r.id).join(' ');
  useEffect(() => {
    if (rows.length === 0) return;
    if (rows.length === replies.length && rows.every((r, i) => replies[i]?.itemId === r.id)) return;
    // One entry for every row, in the table's order, so that a problem named by number is beside its row. What is settled is preset.
    preset((d) => {
      const known = (d.replies as Reply[] | undefined) ?? [];
      return { ...d, replies: rows.map((r) => known.find((k) => k.itemId === r.id) ?? { itemId: r.id, ...(r.settled ? { reply: r.settled, revisedText: r.settledText ?? undefined } : {}) }) };
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ids]);
  const set = (i: number, patch: Partial<Reply>) => change((d) => ({ ...d, replies: ((d.replies as Reply[] | undefined) ?? []).map((r, at) => (at === i ? { ...r, ...patch } : r)) }));
  const done = replies.filter((r) => r.reply && (r.reply === 'Reject' ? (r.reason ?? '').trim().length >= 10 : (r.revisedText ?? '').trim() !== '')).length;
  return (
    <>
      <Correction payload={task.payload} />
      <div className="side-by-side">
        <div><Loaded query={draft} rows={8}>{(found) => <DraftEditor draft={found} beforeSubmit={beforeSubmit} onState={unsavedElsewhere} />}</Loaded></div>
        <div className="replies" tabIndex={0} role="region" aria-label={t('form.replies')}>
          <header className="replies-head"><h3>{t('form.replies')}</h3><Progress percent={rows.length ? Math.round((done / rows.length) * 100) : 100} size="small" format={() => `${done}/${rows.length}`} /></header>
          <Field path="replies" label={<span className="sr">{t('form.replies')}</span>} group>{() => null}</Field>
          {book.isPending || table.isPending ? <Loading rows={4} />
            : rows.length === 0 ? <Empty title={t('form.noReplies')} />
            : rows.map((row, i) => <ReplyCard key={row.id} index={i} row={row} reply={replies[i] ?? { itemId: row.id }} set={(patch) => set(i, patch)} draftSection={() => sectionAt(draft.data?.sections ?? [], row.location)} />)}
        </div>
      </div>
      <GenericFields task={task} data={data} change={change} only={draft.data?.newerTemplate ? ['templateReason', 'note'] : ['note']} />
    </>
  );
}

const sectionAt = (sections: Section[], location: string): string | undefined => sections.find((s) => s.heading !== '' && location.startsWith(s.heading.slice(0, 4)))?.text;

function ReplyCard({ index, row, reply, set, draftSection }: { index: number; row: AdoptionRow; reply: Reply; set: (patch: Partial<Reply>) => void; draftSection: () => string | undefined }) {
  const { t, word } = useI18n();
  const length = (reply.reason ?? '').trim().length;
  const settled = row.settled;
  return (
    <article className={`reply-card ${reply.reply ? 'answered' : ''}`}>
      <header>
        <b>{row.no}</b><span className="where">{row.location}</span>
        {row.must && <span className="flag flag-Overdue">{word('severity', 'Must')}</span>}
        <span className="quiet">{row.units.join('、')} · {word('category', row.category)}</span>
      </header>
      {row.original && <p className="quote">{row.original}</p>}
      {row.proposed && <p className="proposed">{row.proposed}</p>}
      {row.reason && <p className="quiet">{t('common.reason')}：{row.reason}{row.basis && `（${row.basis}）`}</p>}
      <p className="office-said">{t('form.officeSays')}<b>{word('disposition', row.disposition)}</b>{row.dispositionReason && `：${row.dispositionReason}`}</p>
      {settled && <p className="settled">{t('form.settled', { result: word('disposition', settled) })}{row.settledText && `：${row.settledText}`}</p>}
      <Field path={`replies[${index}].reply`} label={t('form.reply')} required group>
        {(input) => <Choice value={reply.reply} labelledBy={input.id} testId={`reply-${index}`} invalid={input['aria-invalid']} onChange={(v) => set({ reply: v })}
          options={['Adopt', 'Partial', 'Reject'].map((v) => ({ value: v, title: word('disposition', v), tone: `d-${v}`, disabled: settled !== null && settled !== v }))} />}
      </Field>
      {(reply.reply === 'Reject' || reply.reply === 'Partial') && (
        <Field path={`replies[${index}].reason`} label={t('form.replyReason')} required={reply.reply === 'Reject'} help={reply.reply === 'Reject' && length < 10 ? t('form.atLeast', { n: 10, have: length }) : undefined}>
          {(input) => <OpinionArea {...input} autoSize={{ minRows: 2 }} maxLength={2000} value={reply.reason ?? ''} onChange={(e) => set({ reason: e.target.value })} data-testid={`reply-${index}-reason`} />}
        </Field>
      )}
      {(reply.reply === 'Adopt' || reply.reply === 'Partial') && (
        <Field path={`replies[${index}].revisedText`} required label={<>{t('form.revisedText')}{(reply.revisedText ?? '') === '' && <button type="button" className="link" onClick={() => set({ revisedText: draftSection() ?? row.proposed ?? '' })}>{t('form.takeFromDraft')}</button>}</>}>
          {(input) => <Input.TextArea {...input} autoSize={{ minRows: 2, maxRows: 12 }} maxLength={20000} value={reply.revisedText ?? ''} onChange={(e) => set({ revisedText: e.target.value })} data-testid={`reply-${index}-text`} />}
        </Field>
      )}
    </article>
  );
}
