import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/client';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import type { FieldInput } from '../forms/Field';

export interface Chosen { value: string; label: string }

/** Chooses persons by name or unit. */
export function PersonPicker({ value, onChange, input, testId }: { value: Chosen[]; onChange: (value: Chosen[]) => void; input: FieldInput; testId: string }) {
  const { t } = useI18n();
  const user = useUser();
  const [q, setQ] = useState('');
  const find = (text: string) => ({ queryKey: ['people', 'named', text], queryFn: () => api.get('/people', { q: text }), placeholderData: keepPreviousData, staleTime: 60_000 });
  // The server finds by name; a unit is found among the first ones, which are all there are in most cities.
  const first = useQuery(find(''));
  const named = useQuery(find(q));
  const options = [...new Map([...(first.data ?? []), ...(named.data ?? [])].map((person) => [person.id, person])).values()]
    .filter((person) => person.id !== user.id).map((person) => ({ value: person.id, label: person.unitName ? `${person.name}（${person.unitName}）` : person.name }));
  return (
    <Select mode="multiple" labelInValue id={input.id} status={input.status} aria-invalid={input['aria-invalid']} aria-describedby={input['aria-describedby']} style={{ width: '100%' }} placeholder={t('talk.choosePersons')}
      value={value} showSearch={{ filterOption: false, onSearch: setQ }} loading={named.isFetching} data-testid={testId} notFoundContent={t('state.emptyFiltered')} maxTagTextLength={16}
      onChange={(chosen) => onChange(chosen.map(({ value: id, label }) => ({ value: id, label: String(label) })))}
      options={options.filter((option) => option.label.includes(q.trim()))} />
  );
}
