import { Button, Input, Pagination, Segmented, Select } from 'antd';
import { Link } from 'react-router';
import { useUnits } from '../campaigns/queries';
import { useI18n } from '../i18n';
import { ExportButton } from '../shell/ExportButton';
import { Empty, Loaded } from '../shell/states';
import { useListAddress } from '../shell/useListAddress';
import { useNarrow } from '../shell/useNarrow';
import { flowLink, useSupervisions } from './queries';
import { SupervisionItem } from './SupervisionItem';

const states = ['', 'open', 'overdue', 'closed'] as const;

/** 督办台账: all for the reform office and leaders, else what concerns the own unit. */
export function SupervisionsPage() {
  const { t } = useI18n();
  const narrow = useNarrow();
  const units = useUnits();
  const { q, page, get, go, clear, limited } = useListAddress(['state', 'unit']);
  const state = states.find((one) => one === get('state')) ?? '';
  const conditions = { state, unitId: get('unit'), q };
  const query = useSupervisions({ ...conditions, page, size: 20 });
  const counts = query.data?.counts;
  const label = (one: (typeof states)[number]) => {
    const n = one === 'open' ? counts?.open : one === 'overdue' ? counts?.overdue : 0;
    return `${t(`supervision.filter.${one || 'all'}`)}${n ? ` ${n}` : ''}`;
  };
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('supervision.list')}</h1>
        <span className="spacer" />
        <ExportButton path="/supervisions.xlsx" query={conditions} disabled={!query.data?.total} />
      </header>
      <div className="filters">
        <Segmented value={state} onChange={(next) => go({ state: next })} aria-label={t('common.status')} options={states.map((one) => ({ value: one, label: label(one) }))} />
        <Input.Search key={q} className="search" allowClear defaultValue={q} placeholder={t('common.search')} aria-label={t('common.search')} onSearch={(value) => go({ q: value.trim() })} />
        <Select value={get('unit')} aria-label={t('supervision.unit')} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }} onChange={(next: string) => go({ unit: next })}
          options={[{ value: '', label: `${t('supervision.unit')}：${t('common.all')}` }, ...(units.data ?? []).map((unit) => ({ value: unit.id, label: unit.name }))]} />
      </div>
      <Loaded query={query} rows={6}>
        {(found) => found.items.length === 0 ? <Empty title={t(limited ? 'state.emptyFiltered' : 'supervision.none')} text={limited ? undefined : t('supervision.noneText')}>{limited && <Button onClick={clear}>{t('common.clearFilters')}</Button>}</Empty> : (
          <>
            <ul className="questions panel">{found.items.map((one) => <SupervisionItem key={one.id} one={one} about={one.readable ? <Link to={flowLink(one.rootId)}>{one.flowTitle}</Link> : one.flowTitle} />)}</ul>
            <Pagination className="pager" align="end" current={page} pageSize={20} total={found.total} showSizeChanger={false} simple={narrow} showTotal={(n) => t('common.total', { n })} onChange={(next) => { go({ page: String(next) }); window.scrollTo({ top: 0 }); }} />
          </>
        )}
      </Loaded>
    </div>
  );
}
