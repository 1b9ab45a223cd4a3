import { Tabs } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { MatterDocument } from '../api/types';
import { DoneNote, TaskPanel, type FinishedTask } from '../forms/TaskPanel';
import { useI18n } from '../i18n';
import { FlowSupervisions } from '../supervisions/FlowSupervisions';
import { scrolling } from '../shell/motion';
import { Loaded, Loading } from '../shell/states';
import { MatterHeader } from './MatterHeader';
import { MatterPath } from './MatterPath';
import { MatterText } from './MatterText';
import { useMatter } from './queries';
import { SeatTable } from './SeatTable';

const MatterDiagram = lazy(() => import('./MatterDiagram'));
const tabs = ['text', 'seats', 'path', 'diagram'] as const;

export function MatterPage() {
  const { matterId = '' } = useParams();
  const query = useMatter(matterId);
  return <div className="page case-page" key={matterId}><Loaded query={query} rows={10}>{(matter) => <View matter={matter} />}</Loaded></div>;
}

function View({ matter }: { matter: MatterDocument }) {
  const { t, word } = useI18n();
  const [search, setSearch] = useSearchParams();
  const [pinned, setPinned] = useState<string | null>(null);
  const [done, setDone] = useState<FinishedTask | null>(null);
  const mine = matter.myTaskIds.filter((id) => id !== done?.taskId);
  const asked = search.get('task');
  // A form somebody is filling in stays, even when the task has been taken away from under it. A task that was asked for by
  // its address is shown to whoever may read the matter: what became of it, and whether it can be called back.
  const active = pinned ?? (asked && (mine.includes(asked) || mine.length === 0) && asked !== done?.taskId ? asked : mine[0] ?? null);
  const tab = tabs.find((name) => name === search.get('tab')) ?? tabs[0];
  const put = (name: string, value: string | null) => setSearch((now) => {
    const next = new URLSearchParams(now);
    if (value === null) next.delete(name); else next.set(name, value);
    return next;
  }, { replace: true });
  const stepOf = (id: string) => matter.steps.find((step) => step.seats.some((seat) => seat.taskId === id))?.step ?? id;
  return (
    <>
      <MatterHeader matter={matter} />
      <div className="case-main">
        {done && <DoneNote finished={done} close={() => setDone(null)} />}
        {mine.length > 1 && <Tabs type="card" size="small" className="my-tasks" activeKey={active ?? undefined} onChange={(id) => { setPinned(null); put('task', id); }} items={mine.map((id) => ({ key: id, label: word('step', stepOf(id)) }))} />}
        {active && <TaskPanel key={active} taskId={active} detail={null} touched={() => setPinned(active)} onDone={(finished) => { setPinned(null); setDone(finished); window.scrollTo({ top: 0, behavior: scrolling() }); }} />}
        <FlowSupervisions rootId={matter.id} />
        <div className="panel case-tabs">
          <Tabs activeKey={tab} onChange={(name) => put('tab', name === tabs[0] ? null : name)} destroyOnHidden
            items={tabs.map((name) => ({ key: name, label: <span data-testid={`tab-${name}`}>{t(`matter.tab.${name}`)}</span>, children: <><h2 className="sr">{t(`matter.tab.${name}`)}</h2><Tab name={name} matter={matter} /></> }))} />
        </div>
      </div>
    </>
  );
}

function Tab({ name, matter }: { name: (typeof tabs)[number]; matter: MatterDocument }) {
  switch (name) {
    case 'text': return <MatterText matter={matter} />;
    case 'seats': return <SeatTable matter={matter} />;
    case 'path': return <MatterPath matter={matter} />;
    case 'diagram': return <Suspense fallback={<Loading />}><MatterDiagram matter={matter} /></Suspense>;
  }
}
