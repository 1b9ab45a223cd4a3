import { FilterOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { TaskPage, TaskView } from '../api/types';
import { useCampaigns, useUnits } from '../campaigns/queries';
import { useI18n, type Key } from '../i18n';
import { useNarrow } from '../shell/useNarrow';
import { isFiltered, sorts, type TaskFilter } from './taskFilter';
import { useUser } from '../session/SessionContext';
import { matterSteps, steps } from './steps';

const sortLabels: Record<string, Key> = { due: 'tasks.sort.due', '-due': 'tasks.sort.dueDesc', '-opened': 'tasks.sort.openedDesc', opened: 'tasks.sort.opened' };

export function TaskFilterBar({ view, filter, standsInFor, change, clear }: { view: TaskView; filter: TaskFilter; standsInFor: TaskPage['standsInFor'] | undefined; change: (next: Partial<TaskFilter>) => void; clear: () => void }) {
  const me = useUser();
  const { t, word } = useI18n();
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  const units = useUnits();
  const campaigns = useCampaigns();
  const shown = !narrow || open;
  const any = (label: string) => ({ value: '', label: `${label}：${t('common.all')}` });
  return (
    <div className="filters" role="search">
      <SearchBox value={filter.q} change={(q) => change({ q })} label={t('tasks.search')} />
      {narrow && <Button icon={<FilterOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>{t('common.filter')}</Button>}
      {shown && (
        <>
          {view === 'todo' && (
            <Select aria-label={t('tasks.due')} value={filter.due} onChange={(due) => change({ due })} popupMatchSelectWidth={false}
              options={[any(t('tasks.due')), { value: 'overdue', label: t('tasks.dueOverdue') }, { value: 'today', label: t('tasks.dueToday') }, { value: 'soon', label: t('tasks.dueSoon') }]} />
          )}
          {view === 'todo' && (standsInFor ?? []).length > 0 && (
            <Select aria-label={t('proxy.filter')} value={filter.inPlaceOf} onChange={(inPlaceOf) => change({ inPlaceOf })} popupMatchSelectWidth={false}
              options={[any(t('proxy.filter')), { value: me.id, label: t('proxy.ownOnly') }, ...(standsInFor ?? []).map((one) => ({ value: one.id, label: t('proxy.mark', { name: one.name }) }))]} />
          )}
          <Select aria-label={t('tasks.step')} showSearch={{ optionFilterProp: 'label' }} value={filter.step} onChange={(step) => change({ step })} popupMatchSelectWidth={false} options={[any(t('tasks.step')), ...[...steps, ...matterSteps].map((step) => ({ value: step, label: word('step', step) }))]} />
          <Select aria-label={t('common.unit')} showSearch={{ optionFilterProp: 'label' }} value={filter.unitId} onChange={(unitId) => change({ unitId })} popupMatchSelectWidth={false} options={[any(t('common.unit')), ...(units.data ?? []).map((unit) => ({ value: unit.id, label: unit.name }))]} />
          <Select aria-label={t('tasks.round')} value={filter.round} onChange={(round) => change({ round })} options={[any(t('tasks.round')), ...[1, 2, 3, 4, 5].map((n) => ({ value: String(n), label: t('round.n', { n }) }))]} />
          <Select aria-label={t('tasks.campaign')} className="wide" value={filter.campaignId} onChange={(campaignId) => change({ campaignId })} popupMatchSelectWidth={false} options={[any(t('tasks.campaign')), ...(campaigns.data ?? []).map((c) => ({ value: c.id, label: c.name }))]} />
          <Select aria-label={t('tasks.sort.due')} value={filter.sort} onChange={(sort) => change({ sort })} popupMatchSelectWidth={false} options={sorts.map((sort) => ({ value: sort, label: t(sortLabels[sort]!) }))} />
          {isFiltered(filter) && <Button type="link" onClick={clear}>{t('common.clearFilters')}</Button>}
        </>
      )}
    </div>
  );
}

/** Searches when typing pauses; the address follows, not leads, so that letters are not lost. */
export function SearchBox({ value, change, label }: { value: string; change: (value: string) => void; label: string }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = window.setTimeout(() => change(text.trim()), 350);
    return () => window.clearTimeout(timer);
    // `change` is new on every render; only what was typed matters.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [text, value]);
  return <Input className="search" allowClear prefix={<SearchOutlined aria-hidden />} placeholder={label} aria-label={label} value={text} maxLength={100} onChange={(e) => setText(e.target.value)} onPressEnter={() => change(text.trim())} />;
}
