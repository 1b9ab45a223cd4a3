import { Modal } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { JobRunView } from '../../api/types';
import { minute } from '../../calendar/moment';
import { useI18n } from '../../i18n';
import { DataTable } from '../../shell/DataTable';
import { Loaded } from '../../shell/states';
import { useReturnFocus } from '../../shell/useReturnFocus';
import { useService } from '../services/useService';
import { duration } from './duration';
import { JobState } from './Jobs';

export function JobRuns({ name, close }: { name: string; close: () => void }) {
  const { t, word } = useI18n();
  const { name: service, api } = useService();
  useReturnFocus();
  const query = useQuery({ queryKey: ['operations', 'jobs', service, name], queryFn: () => api.get(`/jobs/${encodeURIComponent(name)}/runs`) });
  return (
    <Modal open title={t('job.runsOf', { name: word('jobName', name) })} onCancel={close} footer={null} width={760}>
      <Loaded query={query} rows={5}>
        {(runs) => (
          <DataTable<JobRunView> label={t('job.runs')} className="grid" size="small" rowKey="id" dataSource={runs} pagination={false} scroll={{ x: 'max-content' }}
            columns={[
              { title: t('job.started'), render: (_, run) => minute(run.startedAt) },
              { title: t('job.result'), render: (_, run) => <><JobState state={run.state} />{run.error && <p className="job-error in-table">{run.error}</p>}</> },
              { title: t('job.took'), render: (_, run) => (run.seconds === null ? '' : duration(run.seconds, t)) },
              { title: '', render: (_, run) => (run.count === null ? '' : t('job.count', { n: run.count })) },
              { title: t('common.person'), render: (_, run) => <>{run.askedBy ? t('job.by', { name: run.askedBy }) : t('job.due')}{run.machine && <><br /><code className="quiet">{run.machine}</code></>}</> },
            ]} />
        )}
      </Loaded>
    </Modal>
  );
}
