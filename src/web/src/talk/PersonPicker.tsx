import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../api/client';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import type { FieldInput } from '../forms/Field';

export interface Chosen { value: string; label: string }

/** Chooses persons by name; the server finds them. */
export function PersonPicker({ value, onChange, input, testId }: { value: Chosen[]; onChange: (value: Chosen[]) => void; input: FieldInput; testId: string }) {
  const { t } = useI18n();
  const user = useUser();
  const [q, setQ] = useState('');
  const people = useQuery({ queryKey: ['people', 'named', q], queryFn: () => api.get('/people', { q }), placeholderData: keepPreviousData, staleTime: 60_000 });
  return (
    <Select mode="multiple" labelInValue id={input.id} status={input.status} aria-invalid={input['aria-invalid']} aria-describedby={input['aria-describedby']} style={{ width: '100%' }} placeholder={t('talk.choosePersons')}
      value={value} showSearch={{ filterOption: false, onSearch: setQ }} loading={people.isFetching} data-testid={testId} notFoundContent={t('state.emptyFiltered')} maxTagTextLength={16}
      onChange={(chosen) => onChange(chosen.map(({ value: id, label }) => ({ value: id, label: String(label) })))}
      options={(people.data ?? []).filter((person) => person.id !== user.id).map((person) => ({ value: person.id, label: person.unitName ? `${person.name}（${person.unitName}）` : person.name }))} />
  );
}
