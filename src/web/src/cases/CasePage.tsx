import { Tabs } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Navigate, useParams, useSearchParams } from 'react-router';
import { Problem } from '../api/client';
import type { CaseDetail } from '../api/caseTypes';
import { useI18n } from '../i18n';
import { scrolling } from '../shell/motion';
import { Failure, Loading } from '../shell/states';
import { FlowSupervisions } from '../supervisions/FlowSupervisions';
import { flowLink } from '../supervisions/queries';
import { DoneNote, TaskPanel, type FinishedTask } from '../forms/TaskPanel';
import { AdoptionTab } from './AdoptionTab';
import { CaseAside } from './CaseAside';
import { CaseHeader } from './CaseHeader';
import { CompareTab } from './CompareTab';
import { ManuscriptTab } from './ManuscriptTab';
import { OpinionsTab } from './OpinionsTab';
import { useCase } from './queries';
import { TimelineTab } from './TimelineTab';

const DiagramTab = lazy(() => import('./DiagramTab'));
const tabs = ['manuscript', 'opinions', 'adoption', 'compare', 'timeline', 'diagram'] as const;

export function CasePage() {
  const { caseId = '' } = useParams();
  const [search] = useSearchParams();
  // Notices name what they are about by its id alone.
  if (/^[mt]-/.test(caseId)) return <Navigate to={`${flowLink(caseId)}?${search}`} replace />;
  return <OneCase key={caseId} caseId={caseId} />;
}

function OneCase({ caseId }: { caseId: string }) {
  const [search] = useSearchParams();
  const query = useCase(caseId);
  const task = search.get('task');
  if (query.data) return <CaseView detail={query.data} />;
  // A template's task hangs on no document case; its list entry may still lead here.
  if (query.error instanceof Problem && query.error.status === 404 && task) return <Navigate to={`/task/${encodeURIComponent(task)}`} replace />;
  return query.error ? <div className="page"><Failure error={query.error} retry={() => void query.refetch()} /></div> : <div className="page"><Loading rows={10} /></div>;
}

function CaseView({ detail }: { detail: CaseDetail }) {
  const { t, word } = useI18n();
  const [search, setSearch] = useSearchParams();
  const [pinned, setPinned] = useState<string | null>(null);
  const [done, setDone] = useState<FinishedTask | null>(null);
  const mine = detail.myTaskIds.filter((id) => id !== done?.taskId);
  const asked = search.get('task');
  // A form somebody is filling in stays, even when the task has been taken away from under it.
  const active = pinned ?? (asked && mine.includes(asked) ? asked : mine[0] ?? null);
  const full = detail.reading !== 'History';
  const available = full ? tabs : (['timeline', 'diagram'] as const);
  const tab = available.find((name) => name === search.get('tab')) ?? available[0];
  const put = (name: string, value: string | null) => setSearch((now) => {
    const next = new URLSearchParams(now);
    if (value === null) next.delete(name); else next.set(name, value);
    return next;
  }, { replace: true });
  return (
    <div className="page case-page">
      <CaseHeader detail={detail} />
      <div className="case-columns">
        <div className="case-main">
          {done && <DoneNote finished={done} close={() => setDone(null)} />}
          {mine.length > 1 && <Tabs type="card" size="small" className="my-tasks" activeKey={active ?? undefined} onChange={(id) => { setPinned(null); put('task', id); }} items={mine.map((id) => ({ key: id, label: word('step', detail.tasks.find((task) => task.id === id)?.step ?? id) }))} />}
          {active && <TaskPanel key={active} taskId={active} detail={detail} touched={() => setPinned(active)} onDone={(finished) => { setPinned(null); setDone(finished); window.scrollTo({ top: 0, behavior: scrolling() }); }} />}
          <FlowSupervisions rootId={detail.id} />
          <div className="panel case-tabs">
            <Tabs activeKey={tab} onChange={(name) => put('tab', name === available[0] ? null : name)} destroyOnHidden
              items={available.map((name) => ({ key: name, label: <span data-testid={`tab-${name}`}>{t(`case.tab.${name}`)}</span>, children: <><h2 className="sr">{t(`case.tab.${name}`)}</h2><Tab name={name} detail={detail} /></> }))} />
          </div>
        </div>
        <CaseAside detail={detail} />
      </div>
    </div>
  );
}

function Tab({ name, detail }: { name: (typeof tabs)[number]; detail: CaseDetail }) {
  switch (name) {
    case 'manuscript': return <ManuscriptTab detail={detail} />;
    case 'opinions': return <OpinionsTab detail={detail} />;
    case 'adoption': return <AdoptionTab detail={detail} />;
    case 'compare': return <CompareTab detail={detail} />;
    case 'timeline': return <TimelineTab detail={detail} />;
    case 'diagram': return <Suspense fallback={<Loading />}><DiagramTab detail={detail} /></Suspense>;
  }
}
