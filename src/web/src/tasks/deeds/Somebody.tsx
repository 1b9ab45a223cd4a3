import { Select } from 'antd';
import { useState } from 'react';
import { useI18n } from '../../i18n';
import { useUser } from '../../session/SessionContext';
import { useUnits } from '../../campaigns/queries';
import { usePeople } from './queries';

export interface SomebodyChoice { personId?: string; unitId?: string; role?: string; label: string }

const keyOf = (one: SomebodyChoice) => (one.personId ? `p:${one.personId}` : `u:${one.unitId}:${one.role ?? ''}`);

/** Chooses people: a unit first, then somebody there, or whoever has a post in it. `within`: only who works in this unit, in this post. `at`: where to look first, without it the unit of whoever looks. `except`: somebody who is not to be chosen, beside oneself. */
export function Somebody({ value = [], onChange, most, onlyPersons = false, within, at, except, id }: { at?: string | undefined; except?: string; within?: { unitId: string; role: string | null } | undefined; value?: SomebodyChoice[]; onChange?: (value: SomebodyChoice[]) => void; most: number; onlyPersons?: boolean; id?: string }) {
  const { t, word } = useI18n();
  const user = useUser();
  const units = useUnits();
  const [unitId, setUnit] = useState<string | undefined>(within?.unitId ?? at ?? user.unitId ?? undefined);
  const people = usePeople(unitId, '');
  const unit = units.data?.find((one) => one.id === unitId);
  const posts = [...new Set((people.data ?? []).flatMap((one) => one.roles))];
  const there: SomebodyChoice[] = [
    ...(people.data ?? []).filter((one) => one.id !== user.id && one.id !== except && (!within?.role || one.roles.includes(within.role))).map((one) => ({ personId: one.id, label: `${one.name}（${[one.unitName, ...one.roles.map((role) => word('role', role))].filter(Boolean).join(' · ')}）` })),
    ...(unit && !onlyPersons && !within ? posts.map((role) => ({ unitId: unit.id, role, label: t('deed.anyOf', { unit: unit.name, role: word('role', role) }) })) : []),
  ];
  const known = new Map([...value, ...there].map((one) => [keyOf(one), one]));
  const chosen = value.map(keyOf);
  return (
    <div className="somebody">
      <Select aria-label={t('common.unit')} className="somebody-unit" value={unitId} onChange={setUnit} disabled={Boolean(within)} showSearch={{ optionFilterProp: 'label' }} loading={units.isPending} data-testid="people-unit"
        options={(units.data ?? []).filter((one) => one.active).map((one) => ({ value: one.id, label: one.name }))} />
      <Select id={id} aria-label={t('deed.people')} className="somebody-people" mode={most > 1 ? 'multiple' : undefined} maxCount={most > 1 ? most : undefined} loading={people.isFetching} placeholder={t('deed.choosePeople')}
        value={most > 1 ? chosen : chosen[0]} showSearch={{ optionFilterProp: 'label' }} notFoundContent={t('deed.nobodyThere')} data-testid="people"
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
