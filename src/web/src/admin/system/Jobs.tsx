import { Button, Popconfirm } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobRunView, JobView } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { minute } from '../../calendar/moment';
import { useI18n } from '../../i18n';
import { useUser } from '../../session/SessionContext';
import { ProblemNote } from '../../shell/ProblemNote';
import { Loaded } from '../../shell/states';
import { useService } from '../services/useService';
import { duration } from './duration';
import { JobRuns } from './JobRuns';
import { useJobs } from './queries';

/** 定时作业: how each last went, and what an operator may do with it. */
export function Jobs() {
  const { t } = useI18n();
  const query = useJobs();
  const [shown, show] = useState<string | null>(null);
  return (
    <>
      <p className="quiet system-lead">{t('job.text')}</p>
      <Loaded query={query} rows={6}>{(jobs) => <ul className="cards">{jobs.map((job) => <Job key={job.name} job={job} show={() => show(job.name)} />)}</ul>}</Loaded>
      {shown && <JobRuns name={shown} close={() => show(null)} />}
    </>
  );
}

function Job({ job, show }: { job: JobView; show: () => void }) {
  const { t, word } = useI18n();
  const acts = useUser().roles.includes('SA');
  const every = job.minutes % 60 === 0 ? t('job.every.hours', { n: job.minutes / 60 }) : t('job.every.minutes', { n: job.minutes });
  return (
    <li className="card" data-testid={`job-${job.name}`}>
      <div className="card-line"><b className="card-title">{word('jobName', job.name)}</b>{job.pausedAt && <span className="chip tone-stopped">{t('job.paused', { name: job.pausedBy ?? '', at: minute(job.pausedAt) })}</span>}</div>
      <p>{word('jobText', job.name)}</p>
      <dl className="job-facts">
        <div><dt>{t('job.interval')}</dt><dd>{every}</dd></div>
        <div><dt>{t('job.next')}</dt><dd>{job.nextAt ? minute(job.nextAt) : '–'}</dd></div>
        <div><dt>{t('job.last')}</dt><dd>{job.last ? <Run run={job.last} /> : t('job.never')}</dd></div>
      </dl>
      <div className="card-line">
        {acts && <Deed job={job} deed="run" />}
        {acts && <Deed job={job} deed={job.pausedAt ? 'resume' : 'pause'} />}
        <Button size="small" type="link" disabled={!job.last} onClick={show}>{t('job.runs')}</Button>
      </div>
    </li>
  );
}

function Run({ run }: { run: JobRunView }) {
  const { t } = useI18n();
  return <><JobState state={run.state} /> {minute(run.startedAt)}{run.seconds !== null && ` · ${duration(run.seconds, t)}`}{run.count !== null && ` · ${t('job.count', { n: run.count })}`}{run.error && <p className="job-error">{run.error}</p>}</>;
}

export function JobState({ state }: { state: string }) {
  const { word } = useI18n();
  return <span className={`chip tone-${state === 'Done' ? 'done' : state === 'Failed' || state === 'Lost' ? 'issue' : 'write'}`}>{word('jobState', state)}</span>;
}

function Deed({ job, deed }: { job: JobView; deed: 'run' | 'pause' | 'resume' }) {
  const { t } = useI18n();
  const cache = useQueryClient();
  const { api } = useService();
  const command = useCommand((_: void, commandId) => api.post(`/jobs/${encodeURIComponent(job.name)}/${deed}`, { commandId }), { onSuccess: () => void cache.invalidateQueries({ queryKey: ['operations'] }) });
  const button = <Button size="small" loading={command.isPending} onClick={deed === 'resume' ? () => command.submit() : undefined}>{t(`job.${deed}`)}</Button>;
  return (
    <>
      {deed === 'resume' ? button : <Popconfirm title={t(`job.${deed}`)} description={<span className="wrap narrow">{t(`job.${deed}Effect`)}</span>} onConfirm={() => command.submit()}>{button}</Popconfirm>}
      <ProblemNote error={command.error} />
    </>
  );
}
