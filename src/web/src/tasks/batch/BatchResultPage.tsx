import { Alert, Button, Progress } from 'antd';
import { Link, useParams } from 'react-router';
import { useI18n } from '../../i18n';
import { useUser } from '../../session/SessionContext';
import { DataTable } from '../../shell/DataTable';
import { Empty } from '../../shell/states';
import type { BatchedTask } from './record';
import { useBatchRun } from './useBatchRun';

const tones = { done: 'done', refused: 'issue', waiting: 'idle' } as const;

/** Decisions while they are carried out and afterwards: what came of each task, and why not. */
export function BatchResultPage() {
  const { t } = useI18n();
  const { id = '' } = useParams();
  const { batch, away, again } = useBatchRun(id, useUser().id);
  if (!batch) return <Empty title={t('together.unknown')} text={t('together.unknownText')}><Link to="/tasks/todo"><Button>{t('form.backToList')}</Button></Link></Empty>;
  const count = (state: BatchedTask['state']) => batch.items.filter((item) => item.state === state).length;
  const [done, refused, waiting, total] = [count('done'), count('refused'), count('waiting'), batch.items.length];
  return (
    <div className="page">
      <header className="page-head"><h1>{t('together.title')}：{batch.outcomeTitle}</h1>{batch.comment && <p className="page-sub">{batch.comment}</p>}<span className="spacer" />
        <Link to="/tasks/todo"><Button>{t('form.backToList')}</Button></Link></header>
      <div className="batch-state" aria-live="polite">
        <Progress percent={Math.floor(((done + refused) / total) * 100)} status={waiting > 0 ? 'active' : refused > 0 ? 'exception' : 'success'} aria-label={t('together.title')} />
        <p data-testid="together-state">{waiting > 0 ? t('together.progress', { n: done + refused, total }) : t('together.finished', { done, refused })}</p>
      </div>
      {waiting > 0 && <Alert className="note" type={away ? 'warning' : 'info'} showIcon title={t(away ? 'together.away' : 'together.running')} />}
      {waiting === 0 && refused > 0 && <p><Button onClick={again}>{t('together.again')}</Button></p>}
      <DataTable<BatchedTask> label={t('together.title')} className="grid" size="middle" rowKey="id" dataSource={batch.items} pagination={false} scroll={{ x: 'max-content' }}
        columns={[
          { title: t('tasks.case'), render: (_, item) => <Link className="wrap" to={`/task/${encodeURIComponent(item.id)}`}>{item.title}</Link> },
          { title: t('common.status'), render: (_, item) => <span className={`chip tone-${tones[item.state]}`}>{t(`together.${item.state}`)}</span> },
          { title: t('common.reason'), render: (_, item) => <span className="wrap">{item.message}</span> },
        ]} />
    </div>
  );
}
