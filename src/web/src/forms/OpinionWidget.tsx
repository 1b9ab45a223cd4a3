import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Popconfirm, Select } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AdoptionRow } from '../api/caseTypes';
import { useAdoption, useOpinions, useVersion, useVersions } from '../cases/queries';
import { CompareText } from '../drafts/CompareText';
import { ManuscriptView } from '../drafts/ManuscriptView';
import { useI18n } from '../i18n';
import { Loaded } from '../shell/states';
import { Choice } from './Choice';
import { Field } from './Field';
import { OpinionArea } from './OpinionArea';
import { GenericFields } from './GenericFields';
import { HandedOver, OtherWays } from './ReviewHandover';
import { optionsOf } from './schema';
import { caretIn, selectedPassage, type Passage } from './selectedPassage';
import type { WidgetProps } from './TaskForm';

interface Entry { category?: string; location?: string; original?: string; proposed?: string; reason?: string; basis?: string; severity?: string }
interface Stance { itemId: string; stance?: string }

/** What is reviewed on the left, what the unit thinks of it on the right. A marked passage becomes an opinion. */
export default function OpinionWidget({ task, detail, data, change }: WidgetProps) {
  const { t, word, language } = useI18n();
  const [passage, setPassage] = useState<Passage | null>(null);
  const [added, setAdded] = useState<number | null>(null);
  const properties = task.schema?.properties;
  const opinions = (data.opinions as Entry[] | undefined) ?? [];
  const result = data.result as string | undefined;
  const lists = result === 'WithOpinions' || result === 'Object';
  const update = (next: (list: Entry[]) => Entry[]) => change((d) => ({ ...d, opinions: next((d.opinions as Entry[] | undefined) ?? []) }));
  const add = (entry: Entry) => {
    change((d) => ({ ...d, result: d.result === 'Object' ? 'Object' : 'WithOpinions', opinions: [...((d.opinions as Entry[] | undefined) ?? []), { severity: 'Suggest', category: 'Substantive', ...entry }] }));
    setPassage(null);
    setAdded(opinions.length);
    window.getSelection()?.removeAllRanges();
  };
  useEffect(() => {
    if (added === null) return;
    // On a narrow screen the new card is far below the text it quotes.
    document.querySelector<HTMLElement>(`[data-testid="opinion-${added}-${opinions[added]?.original ? 'proposed' : 'location'}"]`)?.focus();
    setAdded(null);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [added]);
  const tones: Record<string, string> = { NoObjection: 'd-Adopt', Object: 'd-Reject' };
  return (
    <div className="side-by-side reading">
      <Reviewed caseId={task.caseId} version={detail?.version ?? null} onSelect={setPassage}
        tool={passage && <Button type="primary" size="small" icon={<PlusOutlined />} onClick={() => add({ location: passage.heading, original: passage.text })} data-testid="quote">{t('form.quote', { text: passage.text.slice(0, 12) })}</Button>} />
      <div>
        <HandedOver task={task} />
        <Field path="result" label={t('opinion.result')} required group>
          {(input) => <Choice value={result} labelledBy={input.id} testId="field-result" invalid={input['aria-invalid']} onChange={(v) => change((d) => ({ ...d, result: v, ...(v === 'WithOpinions' && ((d.opinions as Entry[] | undefined) ?? []).length === 0 ? { opinions: [{ severity: 'Suggest', category: 'Substantive' }] } : {}) }))}
            options={optionsOf(properties?.result, language).map((o) => ({ ...o, tone: tones[o.value] }))} />}
        </Field>
        <Confirmations task={task} data={data} change={change} />
        {lists ? (
          <>
            <Field path="opinions" label={t('form.opinions', { n: opinions.length })} group>{() => null}</Field>
            {opinions.map((entry, i) => (
              <article className="opinion-card" key={i}>
                <header><b>{i + 1}</b>
                  <Field path={`opinions[${i}].category`} label={<span className="sr">{t('form.category')}</span>} group>
                    {(input) => <Choice size="small" value={entry.category} labelledBy={input.id} testId={`opinion-${i}-category`} onChange={(v) => update((l) => l.map((o, at) => (at === i ? { ...o, category: v } : o)))} options={optionsOf(properties?.opinions?.items?.properties?.category, language)} />}
                  </Field>
                  <Field path={`opinions[${i}].severity`} label={<span className="sr">{t('form.severity')}</span>} group>
                    {(input) => <Choice size="small" value={entry.severity} labelledBy={input.id} testId={`opinion-${i}-severity`} onChange={(v) => update((l) => l.map((o, at) => (at === i ? { ...o, severity: v } : o)))} options={['Must', 'Suggest'].map((v) => ({ value: v, title: word('severity', v), tone: v === 'Must' ? 'd-Reject' : '' }))} />}
                  </Field>
                  <span className="spacer" />
                  <Button type="text" size="small" icon={<CopyOutlined />} aria-label={t('form.duplicate')} onClick={() => update((l) => [...l.slice(0, i + 1), { ...entry }, ...l.slice(i + 1)])} />
                  <Popconfirm title={t('form.removeOpinion', { n: i + 1 })} onConfirm={() => update((l) => l.filter((_, at) => at !== i))} okText={t('common.remove')} okButtonProps={{ danger: true }}><Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('common.remove')} data-testid={`opinion-${i}-remove`} /></Popconfirm>
                </header>
                <div className="opinion-grid">
                  {(['location', 'basis', 'original', 'proposed', 'reason'] as const).map((name) => (
                    <Field key={name} path={`opinions[${i}].${name}`} label={t(`form.opinion.${name}`)} required={name === 'location' || name === 'reason'} className={name === 'reason' ? 'wide' : ''}>
                      {(input) => {
                        const common = { ...input, value: entry[name] ?? '', maxLength: properties?.opinions?.items?.properties?.[name]?.maxLength, onChange: (e: { target: { value: string } }) => update((l) => l.map((o, at) => (at === i ? { ...o, [name]: e.target.value } : o))), 'data-testid': `opinion-${i}-${name}` };
                        return name === 'location' || name === 'basis' ? <Input {...common} placeholder={name === 'location' ? t('form.locationHint') : undefined} /> : name === 'reason' ? <OpinionArea {...common} autoSize={{ minRows: 2, maxRows: 10 }} />
                            : <Input.TextArea {...common} autoSize={{ minRows: 2, maxRows: 10 }} />;
                      }}
                    </Field>
                  ))}
                </div>
              </article>
            ))}
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})} data-testid="add-opinion">{t('form.addOpinion')}</Button>
          </>
        ) : opinions.length > 0 && <p className="quiet">{t('form.opinionsKept', { n: opinions.length })}</p>}
        <GenericFields task={task} data={data} change={change} only={['comment']} placeholder={result === 'Object' || result === 'Recuse' ? { comment: t('form.reasonNeeded') } : undefined} />
        <OtherWays task={task} data={data} change={change} />
      </div>
    </div>
  );
}

function Reviewed({ caseId, version, onSelect, tool }: { caseId: string; version: string | null; onSelect: (passage: Passage | null) => void; tool: React.ReactNode }) {
  const { t } = useI18n();
  const versions = useVersions(caseId);
  const numbers = (versions.data ?? []).map((v) => v.number);
  const current = version ?? numbers.at(-1) ?? null;
  const before = current ? numbers[numbers.indexOf(current) - 1] : undefined;
  const [against, setAgainst] = useState<string | null>(null);
  const query = useVersion(caseId, current);
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Also what is marked with the keyboard, with the handles of a touch screen, or by a drag that ends outside the text.
    const look = () => {
      const found = text.current && selectedPassage(text.current);
      if (found) onSelect(found);
      else if (text.current && caretIn(text.current)) onSelect(null);
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [onSelect]);
  return (
    <div className="reviewed">
      <header>
        <h3>{t('form.reviewed', { version: current ?? '' })}</h3>
        {before && <Select size="small" value={against ?? ''} onChange={(v) => setAgainst(v || null)} aria-label={t('form.showAs')} options={[{ value: '', label: t('form.asText') }, ...numbers.slice(0, numbers.indexOf(current!)).reverse().map((n) => ({ value: n, label: t('form.changesSince', { version: n }) }))]} />}
        <span className="spacer" />{tool ?? (!against && <span className="quiet">{t('form.quoteHint')}</span>)}
      </header>
      <div className="reviewed-text" ref={text} tabIndex={0} role="region" aria-label={t('form.reviewed', { version: current ?? '' })}>
        {against && current ? <CompareText caseId={caseId} from={against} to={current} inline /> : <Loaded query={query} rows={10}>{(v) => <ManuscriptView manuscript={v} />}</Loaded>}
      </div>
    </div>
  );
}

/** Earlier opinions of this unit that have been answered: is the unit content? */
function Confirmations({ task, data, change }: Pick<WidgetProps, 'task' | 'data' | 'change'>) {
  const { t, word } = useI18n();
  const book = useOpinions(task.caseId);
  const wanted = useMemo(() => book.data?.toConfirm ?? [], [book.data]);
  const table = useAdoption(task.caseId, null, wanted.length > 0);
  const rows = useMemo(() => wanted.flatMap((id) => table.data?.rows.find((r) => r.id === id) ?? []), [wanted, table.data]);
  const list = (data.confirmations as Stance[] | undefined) ?? [];
  useEffect(() => {
    // Entries of rows that need no word any more would be refused.
    if (book.data && list.some((c) => !wanted.includes(c.itemId))) change((d) => ({ ...d, confirmations: ((d.confirmations as Stance[] | undefined) ?? []).filter((c) => wanted.includes(c.itemId)) }));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [book.data]);
  if (rows.length === 0) return null;
  const set = (itemId: string, stance: string) => change((d) => ({ ...d, confirmations: [...((d.confirmations as Stance[] | undefined) ?? []).filter((c) => c.itemId !== itemId), { itemId, stance }] }));
  return (
    <section className="confirmations">
      <h3>{t('form.confirmations')}</h3>
      <p className="quiet">{t('form.confirmationsText')}</p>
      {rows.map((row: AdoptionRow, i) => (
        <article key={row.id} className="reply-card">
          <header><span className="where">{row.location}</span>{row.must && <span className="flag flag-Overdue">{word('severity', 'Must')}</span>}</header>
          {row.proposed && <p className="proposed">{row.proposed}</p>}
          <p className="office-said">{t('form.unitReplied')}<b>{word('disposition', row.reply)}</b>{row.replyReason && `：${row.replyReason}`}</p>
          {row.revisedText && <p className="quote">{row.revisedText}</p>}
          <Choice size="small" label={t('form.stance')} value={list.find((c) => c.itemId === row.id)?.stance} onChange={(v) => set(row.id, v)} testId={`confirm-${i}`} options={['Agree', 'Reserve'].map((v) => ({ value: v, title: word('stance', v), tone: v === 'Agree' ? 'd-Adopt' : 'd-Reject' }))} />
        </article>
      ))}
    </section>
  );
}
