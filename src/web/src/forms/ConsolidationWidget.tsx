import { MergeCellsOutlined, SplitCellsOutlined, WarningOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Input } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { AdoptionRow, Conflict, Opinion, OpinionBook } from '../api/caseTypes';
import { useAdoption, useOpinions } from '../cases/queries';
import { useI18n } from '../i18n';
import { Loaded } from '../shell/states';
import { Choice } from './Choice';
import { itemOf, mergeItems, reconcile, splitItem, statistics, type Item } from './consolidation';
import { Field } from './Field';
import { OpinionArea } from './OpinionArea';
import { GenericFields } from './GenericFields';
import type { WidgetProps } from './TaskForm';

const dispositions = ['Adopt', 'Partial', 'Reject', 'Coordinate'] as const;

/** The signed opinions of the round become rows of the adoption table. */
export default function ConsolidationWidget(props: WidgetProps) {
  const query = useOpinions(props.task.caseId);
  return <Loaded query={query} rows={8}>{(book) => <Consolidation {...props} book={book} />}</Loaded>;
}

function Consolidation({ task, data, change, preset, limit, book }: WidgetProps & { book: OpinionBook }) {
  const { t, word } = useI18n();
  const round = Number(task.payload?.round ?? 1);
  const table = useAdoption(task.caseId, round);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const settled = useMemo(() => (table.data?.rows ?? []).filter((r) => r.settled !== null || r.status === 'Agreed' || r.status === 'Ruled'), [table.data]);
  const settledIds = useMemo(() => new Set(settled.flatMap((r) => r.opinionIds)), [settled]);
  const opinions = useMemo(() => book.opinions.filter((o) => o.round === round && !settledIds.has(o.id)), [book.opinions, round, settledIds]);
  const byId = useMemo(() => new Map(opinions.map((o) => [o.id, o])), [opinions]);
  const open = book.conflicts.filter((c) => !c.settled);
  const items = (data.items as Item[] | undefined) ?? [];
  const known = opinions.map((o) => o.id).join(' ');
  useEffect(() => {
    if (!table.data) return;
    // Every opinion has its place: what the saved text does not mention yet joins as the server proposes it.
    const next = reconcile((data.items as Item[] | undefined) ?? null, book.proposal, opinions, open);
    if (next) preset((d) => ({ ...d, items: next }));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [known, table.data === undefined]);
  const disputed = open.length > 0;
  const final = task.payload?.final === true;
  const last = round >= Number(task.payload?.maxRounds ?? 99);
  const asksCoordination = items.some((i) => i.disposition === 'Coordinate');
  useEffect(() => {
    const why = t('form.conflictsOpen');
    const blocked: Record<string, string | null> = disputed ? { Done: why, Pass: why, Revise: why } : asksCoordination ? { Done: t('form.coordinateMarked'), Pass: t('form.coordinateMarked'), Revise: t('form.coordinateMarked') } : { Coordinate: t('form.nothingToCoordinate') };
    limit({ ...blocked, ...(final ? { Done: null } : { Pass: null, Revise: null }), ...(final && last ? { Revise: null } : {}) });
  }, [disputed, asksCoordination, final, last, limit, t]);

  const update = (i: number, patch: Partial<Item>) => change((d) => ({ ...d, items: ((d.items as Item[] | undefined) ?? []).map((item, at) => (at === i ? { ...item, ...patch } : item)) }));
  const counts = statistics(items, settled);
  const merge = () => { change((d) => ({ ...d, items: mergeItems(d.items as Item[], [...chosen]) })); setChosen(new Set()); };
  return (
    <div className="consolidation">
      {disputed && (
        <Alert className="note" type="warning" showIcon title={t('form.conflicts', { n: open.length })} description={<ul className="problem-list">{open.map((c, i) => <li key={i}><b>{word('conflict', c.kind)}</b>　{c.message}</li>)}</ul>} />
      )}
      <div className="consolidation-bar">
        <span>{t('form.statistics', { ...counts })}</span>
        <span className="spacer" />
        <Button size="small" icon={<MergeCellsOutlined />} disabled={chosen.size < 2} onClick={merge} data-testid="merge-items">{t('form.merge', { n: chosen.size })}</Button>
        <Button size="small" disabled={!items.some((i) => !i.disposition)} onClick={() => change((d) => ({ ...d, items: (d.items as Item[]).map((i) => (i.disposition ? i : { ...i, disposition: 'Adopt' })) }))} data-testid="adopt-rest">{t('form.adoptRest')}</Button>
      </div>
      <Field path="items" label={<span className="sr">{t('form.items')}</span>} group>{() => null}</Field>
      <Field path="outcome" label="" group className="only-problem">{() => null}</Field>
      {items.length === 0 && settled.length === 0 && <p className="quiet pad">{t('form.noOpinions')}</p>}
      {items.map((item, i) => (
        <ItemCard key={item.opinionIds.join(' ') || i} index={i} item={item} sources={item.opinionIds.flatMap((id) => byId.get(id) ?? [])} conflicts={open.filter((c) => c.opinionIds.some((id) => item.opinionIds.includes(id)))}
          chosen={chosen.has(i)} choose={(on) => setChosen((s) => { const next = new Set(s); if (on) next.add(i); else next.delete(i); return next; })}
          set={(patch) => update(i, patch)} split={() => { change((d) => ({ ...d, items: splitItem(d.items as Item[], i, (id) => itemOf(byId.get(id)!)) })); setChosen(new Set()); }} />
      ))}
      {settled.map((row) => <SettledCard key={row.id} row={row} />)}
      <GenericFields task={task} data={data} change={change} only={['comment']} />
    </div>
  );
}

function SettledCard({ row }: { row: AdoptionRow }) {
  const { word, t } = useI18n();
  return (
    <article className="item-card settled-card">
      <header><b>{row.no}</b><span className="where">{row.location}</span><span className="chip tone-done">{t('form.settled', { result: word('disposition', row.settled ?? row.disposition) })}</span><span className="quiet">{row.units.join('、')}</span></header>
      {row.settledText && <p className="proposed">{row.settledText}</p>}
    </article>
  );
}

function ItemCard({ index, item, sources, conflicts, chosen, choose, set, split }: {
  index: number; item: Item; sources: Opinion[]; conflicts: Conflict[]; chosen: boolean; choose: (on: boolean) => void; set: (patch: Partial<Item>) => void; split: () => void;
}) {
  const { t, word } = useI18n();
  const bound = conflicts.length > 0;
  const need = item.disposition === 'Reject';
  return (
    <article className={`item-card ${bound ? 'disputed' : ''} ${item.disposition ? 'answered' : ''}`}>
      <header>
        <Checkbox checked={chosen} onChange={(e) => choose(e.target.checked)} aria-label={t('form.chooseItem', { n: index + 1 })} data-testid={`item-${index}-choose`} />
        <b>{index + 1}</b><span className="where">{item.location}</span>
        {bound && <span className="flag flag-Dispute" title={conflicts.map((c) => c.message).join('\n')}><WarningOutlined /> {[...new Set(conflicts.map((c) => word('conflict', c.kind)))].join('、')}</span>}
        <span className="spacer" />
        {item.opinionIds.length > 1 && <Button type="text" size="small" icon={<SplitCellsOutlined />} onClick={split}>{t('form.split', { n: item.opinionIds.length })}</Button>}
      </header>
      <div className="item-columns">
        <div className="item-sources">
          {sources.map((o) => (
            <div key={o.id} className="source">
              <div><b>{o.unitName}</b> <span className="quiet">{word('category', o.category)}</span> {o.severity === 'Must' && <span className="flag flag-Overdue">{word('severity', 'Must')}</span>}</div>
              {o.original && <p className="quote">{o.original}</p>}
              {o.proposed && <p className="proposed">{o.proposed}</p>}
              <p className="quiet">{o.reason}{o.basis && `（${o.basis}）`}</p>
            </div>
          ))}
        </div>
        <div className="item-decision">
          <Field path={`items[${index}].disposition`} label={t('form.disposition')} required group>
            {(input) => <Choice value={item.disposition} labelledBy={input.id} testId={`item-${index}-disposition`} invalid={input['aria-invalid']} onChange={(v) => set({ disposition: v })}
              options={dispositions.map((v) => ({ value: v, title: word('disposition', v), tone: `d-${v}`, disabled: bound && v !== 'Coordinate' }))} />}
          </Field>
          {item.disposition && (
            <Field path={`items[${index}].dispositionReason`} label={t('form.dispositionReason')} required={need}>
              {(input) => <OpinionArea {...input} autoSize={{ minRows: need ? 2 : 1, maxRows: 8 }} maxLength={2000} value={item.dispositionReason ?? ''} onChange={(e) => set({ dispositionReason: e.target.value })} data-testid={`item-${index}-reason`} />}
            </Field>
          )}
          <details className="item-wording">
            <summary>{t('form.itemWording')}</summary>
            {(['location', 'original', 'proposed', 'reason'] as const).map((name) => (
              <Field key={name} path={`items[${index}].${name}`} label={t(`form.opinion.${name}`)} required={name === 'location'}>
                {(input) => <Input.TextArea {...input} autoSize={{ minRows: 1, maxRows: 8 }} value={item[name] ?? ''} onChange={(e) => set({ [name]: e.target.value })} data-testid={`item-${index}-wording-${name}`} />}
              </Field>
            ))}
          </details>
        </div>
      </div>
    </article>
  );
}
