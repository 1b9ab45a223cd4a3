import { SwapOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { CaseDetail } from '../api/caseTypes';
import { ChangeTable, CompareText, useComparison } from '../drafts/CompareText';
import { Choice } from '../forms/Choice';
import { useI18n } from '../i18n';
import { download, toCsv } from '../shell/csv';
import { Empty, Loaded } from '../shell/states';
import { useSession, useUser } from '../session/SessionContext';
import { useVersions } from './queries';

export function CompareTab({ detail }: { detail: CaseDetail }) {
  const { t, word } = useI18n();
  const user = useUser();
  const { has } = useSession();
  const [search, setSearch] = useSearchParams();
  const [onlyChanges, setOnlyChanges] = useState(false);
  const versions = useVersions(detail.id);
  const mayDraft = (user.unitId === detail.unit.id && has('BM-JB', 'BM-FZ')) || has('BB-SH', 'BB-ZR', 'ZB');
  const put = (patch: Record<string, string>) => setSearch((now) => { const next = new URLSearchParams(now); for (const [k, v] of Object.entries(patch)) next.set(k, v); return next; }, { replace: true });
  return (
    <Loaded query={versions}>
      {(list) => {
        const numbers = [...list.map((v) => v.number), ...(mayDraft && list.length > 0 ? ['draft'] : [])];
        if (numbers.length < 2) return <Empty title={t('case.onlyOne')} text={t('case.onlyOneText')} />;
        const pick = (name: string, otherwise: string) => (numbers.includes(search.get(name) ?? '') ? search.get(name)! : otherwise);
        const to = pick('to', list.at(-1)!.number === numbers[0] ? numbers[1]! : list.at(-1)!.number);
        const from = pick('from', numbers[Math.max(0, numbers.indexOf(to) - 1)]!);
        const view = search.get('as') === 'table' ? 'table' : 'text';
        const options = numbers.map((n) => ({ value: n, label: n === 'draft' ? t('draft.working') : `${n} ${word('versionKind', list.find((v) => v.number === n)?.kind)}` }));
        return (
          <>
            <div className="tab-bar">
              <Select value={from} options={options} aria-label={t('case.from')} popupMatchSelectWidth={false} onChange={(v) => put({ from: v })} data-testid="compare-from" />
              <Button icon={<SwapOutlined />} aria-label={t('case.swap')} onClick={() => put({ from: to, to: from })} />
              <Select value={to} options={options} aria-label={t('case.to')} popupMatchSelectWidth={false} onChange={(v) => put({ to: v })} data-testid="compare-to" />
              <Choice size="small" label={t('form.showAs')} value={view} onChange={(v) => put({ as: v })} options={[{ value: 'text', title: t('case.sideBySide') }, { value: 'table', title: t('case.changeTable') }]} testId="compare-as" />
              {view === 'text' && <Checkbox checked={onlyChanges} onChange={(e) => setOnlyChanges(e.target.checked)}>{t('case.onlyChanges')}</Checkbox>}
              <span className="spacer" />
              <Totals caseId={detail.id} from={from} to={to} title={detail.title} />
            </div>
            {view === 'table' ? <ChangeTable caseId={detail.id} from={from} to={to} /> : <CompareText caseId={detail.id} from={from} to={to} onlyChanges={onlyChanges} />}
          </>
        );
      }}
    </Loaded>
  );
}

function Totals({ caseId, from, to, title }: { caseId: string; from: string; to: string; title: string }) {
  const { t } = useI18n();
  const { data } = useComparison(caseId, from, to);
  if (!data) return null;
  return (
    <>
      <span className="quiet">{t('case.totals', { ...data.totals })}</span>
      <Button size="small" disabled={data.rows.length === 0} onClick={() => download(`${title}-${from}-${to}.csv`, toCsv([[t('draft.original', { version: from }), t('draft.revised', { version: to }), t('draft.changeNote')], ...data.rows.map((r) => [r.original, r.revised, r.note])]))}>{t('common.export')}</Button>
    </>
  );
}
