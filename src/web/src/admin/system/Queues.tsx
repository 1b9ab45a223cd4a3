import { Alert } from 'antd';
import type { QueueState } from '../../api/types';
import { useI18n } from '../../i18n';
import { DataTable } from '../../shell/DataTable';
import { Empty, Loaded } from '../../shell/states';
import { useQueues } from './queries';

/** The queue of each handler, and in words what is wrong with how it is set up. */
export function Queues() {
  const { t } = useI18n();
  const query = useQueues();
  return (
    <Loaded query={query} rows={6}>
      {({ broker, failure, queues }) => (
        <>
          {broker === null ? <Alert type="info" showIcon className="note" title={t('queue.inProcess')} />
            : failure ? <Alert type="error" showIcon className="note" title={t('queue.failure', { broker, reason: failure })} />
            : <p className="quiet system-lead">{t('queue.text')}</p>}
          {queues.length === 0 ? <Empty title={t('queue.none')} text={t('queue.noneText')} /> : (
            <DataTable<QueueState> label={t('system.tab.queues')} className="grid" size="middle" rowKey="name" dataSource={queues} pagination={false} scroll={{ x: 'max-content' }}
              columns={[
                { title: t('queue.handler'), render: (_, row) => <><b>{row.handler.replace(`.${row.message}`, '')}</b><br /><code className="quiet">{row.message}</code><Troubles of={row} /></> },
                ...(broker === null ? [] : [
                  { title: t('queue.ready'), align: 'right' as const, render: (_: unknown, row: QueueState) => row.ready ?? '–' },
                ]),
                { title: t('queue.inHand'), align: 'right', dataIndex: 'inHand' },
                ...(broker === null ? [] : [
                  { title: t('queue.consumers'), align: 'right' as const, render: (_: unknown, row: QueueState) => row.consumers ?? '–' },
                  { title: t('queue.errors'), align: 'right' as const, render: (_: unknown, row: QueueState) => row.errors ?? '–' },
                ]),
              ]} />
          )}
        </>
      )}
    </Loaded>
  );
}

function Troubles({ of }: { of: QueueState }) {
  const { word } = useI18n();
  return of.troubles.length > 0 && <ul className="queue-troubles">{of.troubles.map((trouble) => <li key={trouble}>{word('queueTrouble', trouble)}</li>)}</ul>;
}
