import { Button, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { PostingChoice, PostingChoices } from '../../api/types';
import { useUnits } from '../../campaigns/queries';
import { Field, type FieldInput } from '../../forms/Field';
import { useI18n, type Key } from '../../i18n';
import { PeoplePicker } from '../../transfers/PeoplePicker';
import { fundedBy, type AccountQuota, type Chosen } from '../../transfers/plan';
import type { Asked, Values } from './kinds';

interface Given { asked: Asked; values: Values; choices: PostingChoices; change: (next: Values) => void }

/** One member of a posting, with what the server says about it beneath. */
export function AskedField({ asked, ...given }: Given) {
  const { t, word } = useI18n();
  const isWide = asked.as === 'person' || asked.as === 'organs' || asked.as === 'entry' || asked.as === 'names';
  const hint = word('postingHint', asked.label ?? asked.name);
  return (
    <Field path={asked.name} className={isWide ? 'wide' : ''} group={asked.as === 'person'} required={!asked.optional} help={hint === (asked.label ?? asked.name) ? undefined : hint}
      label={t(`posting.${asked.label ?? asked.name}` as Key)}>
      {(input) => <Asking input={input} asked={asked} {...given} />}
    </Field>
  );
}

function Asking({ input, asked, values, choices, change }: Given & { input: FieldInput }) {
  const { t, word } = useI18n();
  const units = useUnits();
  const { name } = asked;
  const value = values[name];
  const testid = `posting-${name}`;
  const set = (next: unknown) => change({ [name]: next === '' || next === null ? undefined : next });
  const organOf = (id: string | null | undefined) => choices.organs.find((one) => one.id === id)?.name;
  const select = (options: { value: string; label: string }[]) => (
    <Select<string> id={input.id} status={input.status} aria-invalid={input['aria-invalid']} aria-describedby={input['aria-describedby']} style={{ width: '100%' }} allowClear={asked.optional === true} showSearch={{ optionFilterProp: 'label' }}
      value={(value as string | undefined) ?? undefined} placeholder={t('posting.choose')} notFoundContent={t('posting.nothingToChoose')} options={options} onChange={(next) => set(next)} data-testid={testid} />
  );
  const owned = (list: readonly PostingChoice[], of?: string) => list.filter((one) => of === undefined || one.organId === of).map((one) => ({ value: one.id, label: of === undefined && one.organId ? `${organOf(one.organId) ?? ''} ${one.label}`.trim() : one.label }));
  const plain = (list: readonly PostingChoice[]) => list.map((one) => ({ value: one.id, label: one.label }));
  // Internal organs and posts belong to an organ: that of the account where one is asked for.
  const account = name === 'fromInternalId' ? values.fromAccountId : name === 'toInternalId' ? values.toAccountId : values.accountId;
  const from = choices.accounts.find((one) => one.id === values.fromAccountId);
  const owner = (values.organId as string | undefined) ?? choices.accounts.find((one) => one.id === account)?.organId ?? undefined;

  switch (asked.as) {
    case 'text': return <Input {...input} maxLength={100} value={(value as string | undefined) ?? ''} onChange={(e) => set(e.target.value)} data-testid={testid} />;
    case 'count': return <InputNumber {...input} min={0} max={100_000} precision={0} style={{ width: '100%' }} value={(value as number | undefined) ?? null} onChange={(next) => set(next)} data-testid={testid} />;
    case 'date': return <DatePicker id={input.id} status={input.status} style={{ width: '100%' }} value={value ? dayjs(value as string) : null} onChange={(next) => set(next?.format('YYYY-MM-DD'))} data-testid={testid} />;
    case 'names': return <Select<string[]> id={input.id} status={input.status} mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '；', ';']} style={{ width: '100%' }} value={(value as string[] | undefined) ?? []} onChange={(next) => set(next)} data-testid={testid} />;
    case 'organs': return <Select<string[]> id={input.id} status={input.status} mode="multiple" style={{ width: '100%' }} showSearch={{ optionFilterProp: 'label' }} placeholder={t('posting.choose')} value={(value as string[] | undefined) ?? []} options={choices.organs.map((one) => ({ value: one.id, label: one.name }))} onChange={(next) => set(next)} data-testid={testid} />;
    case 'person': return <Person value={value as string | undefined} set={set} />;
    case 'unit': return <Select<string> id={input.id} status={input.status} style={{ width: '100%' }} showSearch={{ optionFilterProp: 'label' }} loading={units.isPending} placeholder={t('posting.choose')} value={(value as string | undefined) ?? undefined} data-testid={testid}
      options={(units.data ?? []).map((one) => ({ value: one.id, label: choices.organs.some((organ) => organ.id === one.id) ? `${one.name} ${t('posting.inLedger')}` : one.name }))}
      onChange={(id) => {
        const known = choices.organs.find((organ) => organ.id === id);
        change({ organId: id, name: known?.name ?? units.data?.find((one) => one.id === id)?.name, organType: known?.type, level: known?.level });
      }} />;
    case 'organ': return select(choices.organs.map((one) => ({ value: one.id, label: one.name })));
    case 'account': return select(owned(name === 'toAccountId' && from ? choices.accounts.filter((one) => one.quota === from.quota && one.id !== from.id) : choices.accounts));
    case 'quota': return <Select<AccountQuota> id={input.id} status={input.status} style={{ width: '100%' }} placeholder={t('posting.choose')} value={(value as AccountQuota | undefined) ?? undefined} options={(Object.keys(fundedBy) as AccountQuota[]).map((code) => ({ value: code, label: word('quota', code) }))} onChange={(quota) => change({ quota, funding: fundedBy[quota][0] })} data-testid={testid} />;
    case 'funding': return select((fundedBy[values.quota as AccountQuota] ?? []).map((code) => ({ value: code, label: word('funding', code) })));
    case 'internal': return select(owned(choices.internals, owner));
    case 'post': return select(plain(choices.posts.filter((one) => owner === undefined || one.organId === owner)));
    case 'duty': return select(plain(choices.duties));
    case 'entry': return select(plain(choices.entries));
    case 'lock': return select(plain(choices.locks));
    case 'plan': return select(plain(choices.plans));
    case 'freeze': return select(plain(choices.freezes));
    default: { const { group, codes } = asked.as; return select(codes.map((code) => ({ value: code, label: word(group, code) }))); }
  }
}

/** Somebody of the real-name register: the ledger knows his key. */
function Person({ value, set }: { value: string | undefined; set: (key: string | undefined) => void }) {
  const { t } = useI18n();
  const units = useUnits();
  const [unit, setUnit] = useState('');
  const [picking, pick] = useState(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const shown = chosen?.personKey === value ? chosen : null;
  return (
    <div className="transfer-chosen">
      {shown && <span className="chip tone-write">{shown.name} <button type="button" className="chip-x" aria-label={t('transfer.without', { name: shown.name })} onClick={() => { setChosen(null); set(undefined); }}>×</button></span>}
      <Select value={unit || undefined} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} style={{ minWidth: 180 }} placeholder={t('transfer.chooseUnit')} aria-label={t('books.unit')} loading={units.isPending} options={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))} onChange={setUnit} data-testid="posting-person-unit" />
      <Button disabled={unit === ''} onClick={() => pick(true)} data-testid="posting-personKey">{t('posting.pickPerson')}</Button>
      {picking && <PeoplePicker one unitId={unit} chosen={shown ? [shown] : []} elsewhere={[]} choose={([person]) => { setChosen(person ?? null); set(person?.personKey); pick(false); }} close={() => pick(false)} />}
    </div>
  );
}
