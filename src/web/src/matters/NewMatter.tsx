import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, Problem } from '../api/client';
import type { FieldProblem } from '../api/types';
import { useCommand } from '../api/useCommand';
import { readBackup, removeBackup, writeBackup } from '../forms/backup';
import { Problems } from '../forms/problems';
import type { Data } from '../forms/schema';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { scrolling } from '../shell/motion';
import { ProblemNote } from '../shell/ProblemNote';
import { FlowPreview } from './FlowPreview';
import { MatterFields } from './MatterFields';
import { removeGathered, WorkingFiles } from './MatterFiles';
import { checkPlan, emptyPlan, sentPlan } from './plan';

/** 发起会签. What is typed is kept in this tab until it has been sent or thrown away. */
export function NewMatter() {
  const { t } = useI18n();
  const user = useUser();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const key = `matter:${user.id}`;
  const [restored] = useState(() => readBackup<Data>(key));
  const [data, setData] = useState<Data>(restored?.value ?? emptyPlan());
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const top = useRef<HTMLDivElement>(null);
  const uploads = useRef<() => Promise<void>>(async () => {});
  const onWait = useCallback((settled: () => Promise<void>) => { uploads.current = settled; }, []);
  const start = useCommand(async (plan: Data, commandId) => { await uploads.current(); return api.post('/matters', { commandId, ...plan } as never); }, {
    onSuccess: (begun) => {
      removeBackup(key);
      for (const stale of ['matters', 'matter', 'tasks']) void client.invalidateQueries({ queryKey: [stale] });
      void navigate(`/matters/${encodeURIComponent(begun.id)}`, { replace: true });
    },
    onError: (error) => setProblems(error instanceof Problem ? error.problems : []),
  });
  useEffect(() => {
    if (problems.length > 0) top.current?.querySelector('.has-problem')?.scrollIntoView({ block: 'center', behavior: scrolling() });
  }, [problems]);
  const change = (next: (now: Data) => Data) => {
    const value = next(data);
    setData(value);
    setProblems([]);
    writeBackup(key, value, 0);
  };
  const submit = () => {
    const found = checkPlan(t, data);
    start.reset();
    setProblems(found);
    if (found.length === 0) start.submit(sentPlan(data));
  };
  const clear = () => modal.confirm({ title: t('matter.clear'), content: t('matter.clearText'), okText: t('matter.clear'), cancelText: t('common.cancel'), onOk: async () => { removeBackup(key); setData(emptyPlan()); setProblems([]); start.reset(); await removeGathered(); await client.invalidateQueries({ queryKey: ['matter', 'new'] }); } });
  return (
    <div className="page" ref={top}>
      <header className="page-head"><h1>{t('matter.new')}</h1><p className="page-sub">{t('matter.newText')}</p></header>
      <div className="matter-new">
        <section className="panel matter-form" aria-label={t('matter.new')}>
          {restored && <p className="quiet" role="status">{t('matter.restored')}</p>}
          <ProblemNote error={start.error} beside={problems.map((problem) => problem.path)} action={start.error && !(start.error instanceof Problem) ? <Button size="small" onClick={submit}>{t('common.retry')}</Button> : undefined} />
          <Problems problems={problems}><MatterFields data={data} change={change} unitId={user.unitId ?? null} /></Problems>
          <WorkingFiles matterId="new" onWait={onWait} />
          <footer className="task-form-foot">
            <Button onClick={clear} disabled={start.isPending}>{t('matter.clear')}</Button>
            <span className="spacer" />
            <Button type="primary" size="large" loading={start.isPending} onClick={submit} data-testid="start-matter">{t('matter.start')}</Button>
          </footer>
        </section>
        <FlowPreview data={data} />
      </div>
    </div>
  );
}
