import { Timeline } from 'antd';
import { useEffect, useMemo } from 'react';
import { minute } from '../calendar/moment';
import { useAdoption, useOpinions } from '../cases/queries';
import { useI18n } from '../i18n';
import { Loading } from '../shell/states';
import { Choice } from './Choice';
import { Field } from './Field';
import { OpinionArea } from './OpinionArea';
import { GenericFields } from './GenericFields';
import type { WidgetProps } from './TaskForm';

interface Ruling { itemId: string; result?: string; text?: string }

/** One step of the ladder: what each side wants, what was tried before, and what comes out now. */
export default function DisputeWidget({ task, data, change, preset }: WidgetProps) {
  const { t, word } = useI18n();
  const book = useOpinions(task.caseId);
  const table = useAdoption(task.caseId);
  const dispute = book.data?.disputes.findLast((d) => d.closedAt === null);
  const rows = useMemo(() => (dispute?.itemIds ?? []).flatMap((id) => table.data?.rows.find((r) => r.id === id) ?? []), [dispute, table.data]);
  const rulings = (data.rulings as Ruling[] | undefined) ?? [];
  const ids = rows.map((r) => r.id).join(' ');
  useEffect(() => {
    if (rows.length > 0 && !rows.every((r, i) => rulings[i]?.itemId === r.id)) {
      preset((d) => { const known = (d.rulings as Ruling[] | undefined) ?? []; return { ...d, rulings: rows.map((r) => known.find((k) => k.itemId === r.id) ?? { itemId: r.id }) }; });
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ids]);
  const set = (i: number, patch: Partial<Ruling>) => change((d) => ({ ...d, rulings: ((d.rulings as Ruling[] | undefined) ?? []).map((r, at) => (at === i ? { ...r, ...patch } : r)) }));
  if (book.isPending || table.isPending) return <Loading rows={5} />;
  const matter = (task.payload?.matter as { comment?: string } | null)?.comment;
  return (
    <>
      {matter && <p className="pre quiet">{t('form.matter')}：{matter}</p>}
      {(dispute?.steps.length ?? 0) > 0 && (
        <section className="dispute-steps"><h3>{t('form.disputeSteps')}</h3>
          <Timeline items={dispute!.steps.map((s) => ({ content: <><b>{word('disputeLevel', s.level)}</b>　{word('outcome', s.outcome)}　<span className="quiet">{s.personName} {minute(s.at)}</span><p className="pre">{s.minutes}</p></> }))} />
        </section>
      )}
      <GenericFields task={task} data={data} change={change} only={['minutes', 'attendees']} />
      <Field path="rulings" label={t(task.outcomes.includes('Ruled') ? 'form.rulings' : 'form.agreements')} required={task.outcomes.includes('Ruled')} group>{() => null}</Field>
      {rows.map((row, i) => {
        const opinions = (book.data?.opinions ?? []).filter((o) => row.opinionIds.includes(o.id));
        return (
          <article className="item-card" key={row.id}>
            <header><b>{row.no}</b><span className="where">{row.location}</span>{row.must && <span className="flag flag-Overdue">{word('severity', 'Must')}</span>}</header>
            <div className="item-columns">
              <div className="item-sources">
                {opinions.map((o) => <div className="source" key={o.id}><div><b>{o.unitName}</b> <span className="quiet">{word('category', o.category)}</span></div>{o.original && <p className="quote">{o.original}</p>}{o.proposed && <p className="proposed">{o.proposed}</p>}<p className="quiet">{o.reason}{o.basis && `（${o.basis}）`}</p></div>)}
                {row.reply && <p className="office-said">{t('form.unitReplied')}<b>{word('disposition', row.reply)}</b>{row.replyReason && `：${row.replyReason}`}</p>}
              </div>
              <div className="item-decision">
                <Field path={`rulings[${i}].result`} label={t('form.ruling')} group>
                  {(input) => <Choice value={rulings[i]?.result} labelledBy={input.id} testId={`ruling-${i}`} onChange={(v) => set(i, { result: v })} options={['Adopt', 'Partial', 'Reject'].map((v) => ({ value: v, title: word('disposition', v), tone: `d-${v}` }))} />}
                </Field>
                <Field path={`rulings[${i}].text`} label={t('form.rulingText')}>
                  {(input) => <OpinionArea {...input} autoSize={{ minRows: 2, maxRows: 10 }} maxLength={5000} value={rulings[i]?.text ?? ''} onChange={(e) => set(i, { text: e.target.value })} data-testid={`ruling-${i}-text`} />}
                </Field>
              </div>
            </div>
          </article>
        );
      })}
    </>
  );
}
