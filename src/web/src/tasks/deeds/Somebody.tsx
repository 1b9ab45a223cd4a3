import { Select } from 'antd';
import { useState } from 'react';
import type { FieldInput } from '../../forms/Field';
import { useI18n } from '../../i18n';
import { useUser } from '../../session/SessionContext';
import { useUnits } from '../../campaigns/queries';
import { useNamed, usePeople } from './queries';

export interface SomebodyChoice { personId?: string; unitId?: string; role?: string; label: string }

const keyOf = (one: SomebodyChoice) => (one.personId ? `p:${one.personId}` : `u:${one.unitId}:${one.role ?? ''}`);

/** Chooses people: somebody in a unit or, without a unit, anybody by name or unit; or whoever has a post in it.
 * It begins with the unit of whoever looks, with that of `at`, or with none (`anywhere`).
 * `within`: only who works in this unit, in this post. `except`: somebody who is not to be chosen, beside oneself. */
export function Somebody({ value = [], onChange, most, onlyPersons = false, anywhere = false, at, within, except, id, input, testId = 'people' }: {
  value?: SomebodyChoice[]; onChange?: (value: SomebodyChoice[]) => void; most: number; onlyPersons?: boolean; anywhere?: boolean; at?: string | undefined; except?: string; within?: { unitId: string; role: string | null } | undefined; id?: string; input?: FieldInput; testId?: string;
}) {
  const { t, word } = useI18n();
  const user = useUser();
  const units = useUnits();
  const [unitId, setUnit] = useState<string | undefined>(anywhere ? undefined : within?.unitId ?? at ?? user.unitId ?? undefined);
  const [text, setText] = useState('');
  const people = usePeople(unitId, '', true);
  // Of everybody the server gives the first ones; others are found by name.
  const named = useNamed(unitId === undefined ? text : '');
  const found = [...new Map([...(people.data ?? []), ...(named.data ?? [])].map((one) => [one.id, one])).values()];
  const unit = units.data?.find((one) => one.id === unitId);
  const posts = unit && !onlyPersons && !within ? [...new Set(found.flatMap((one) => one.roles))] : [];
  const there: SomebodyChoice[] = [
    ...found.filter((one) => one.id !== user.id && one.id !== except && (!within?.role || one.roles.includes(within.role))).map((one) => ({ personId: one.id, label: `${one.name}（${[one.unitName, ...one.roles.map((role) => word('role', role))].filter(Boolean).join(' · ')}）` })),
    ...posts.map((role) => ({ unitId: unit!.id, role, label: t('deed.anyOf', { unit: unit!.name, role: word('role', role) }) })),
  ];
  const known = new Map([...value, ...there].map((one) => [keyOf(one), one]));
  const chosen = value.map(keyOf);
  return (
    <div className="somebody">
      <Select aria-label={t('common.unit')} className="somebody-unit" allowClear disabled={Boolean(within)} placeholder={t('deed.anyUnit')} value={unitId} onChange={(next: string | undefined) => setUnit(next)} showSearch={{ optionFilterProp: 'label' }} loading={units.isPending} data-testid="people-unit"
        options={(units.data ?? []).filter((one) => one.active).map((one) => ({ value: one.id, label: one.name }))} />
      <Select id={input?.id ?? id} aria-label={t(onlyPersons ? 'deed.persons' : 'deed.people')} className="somebody-people" status={input?.status} aria-invalid={input?.['aria-invalid']} aria-describedby={input?.['aria-describedby']}
        mode={most > 1 ? 'multiple' : undefined} maxCount={most > 1 ? most : undefined} loading={people.isFetching || named.isFetching} placeholder={t(onlyPersons ? 'deed.choosePersons' : 'deed.choosePeople')} maxTagTextLength={24}
        value={most > 1 ? chosen : chosen[0]} showSearch={{ optionFilterProp: 'label', onSearch: setText }} notFoundContent={within?.role && unit ? t('deed.nobodyWithin', { unit: unit.name, role: word('role', within.role) }) : t('deed.nobodyThere')} data-testid={testId}
        onChange={(keys: string | string[]) => onChange?.([keys].flat().map((key) => known.get(key)!))}
        options={[
          // Whoever was chosen in another unit stays chosen.
          ...value.filter((one) => !there.some((other) => keyOf(other) === keyOf(one))).map((one) => ({ value: keyOf(one), label: one.label })),
          ...there.map((one) => ({ value: keyOf(one), label: one.label })),
        ]} />
    </div>
  );
}

export const sent = (one: SomebodyChoice) => ({ personId: one.personId ?? null, unitId: one.unitId ?? null, role: one.role ?? null });
