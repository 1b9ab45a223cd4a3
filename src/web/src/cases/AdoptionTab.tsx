import { useSearchParams } from 'react-router';
import type { CaseDetail } from '../api/caseTypes';
import { Choice } from '../forms/Choice';
import { useI18n } from '../i18n';
import { ExportButton } from '../shell/ExportButton';
import { Empty, Loaded } from '../shell/states';
import { AdoptionGrid } from './AdoptionGrid';
import { useAdoption } from './queries';

export function AdoptionTab({ detail }: { detail: CaseDetail }) {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const asked = Number(search.get('round'));
  const round = Number.isInteger(asked) && asked > 0 && asked <= detail.round ? asked : null;
  const query = useAdoption(detail.id, round);
  return (
    <>
      <div className="tab-bar">
        <Choice size="small" label={t('tasks.round')} value={String(round ?? 0)} options={[{ value: '0', title: t('case.allRounds') }, ...Array.from({ length: detail.round }, (_, i) => ({ value: String(i + 1), title: t('round.n', { n: i + 1 }) }))]}
          onChange={(v) => setSearch((now) => { const next = new URLSearchParams(now); if (v === '0') next.delete('round'); else next.set('round', v); return next; }, { replace: true })} />
        <span className="spacer" />
        <ExportButton path={`/cases/${encodeURIComponent(detail.id)}/adoption-table.xlsx`} query={{ round }} disabled={!query.data?.rows.length} />
      </div>
      <Loaded query={query}>{(table) => (table.rows.length === 0 ? <Empty title={t('case.noAdoption')} /> : <AdoptionGrid table={table} />)}</Loaded>
    </>
  );
}
