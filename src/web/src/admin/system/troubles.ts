import type { JobView, ServiceView, SystemView } from '../../api/types';
import type { Key, Params } from '../../i18n';
import { duration } from './duration';

export interface Trouble { key: string; text: string; to?: string }

/** Waiting this long, in seconds, is no longer a moment's backlog. */
export const late = 60;

interface Words { t: (key: Key, params?: Params) => string; word: (group: string, code: string) => string }

/** What an operator should do something about, the gravest first, each with the place where it is done. */
export function troubles(system: SystemView, jobs: JobView[], services: ServiceView[], { t, word }: Words): Trouble[] {
  const value = (name: string) => system.figures.find((figure) => figure.name === name)?.value ?? 0;
  const found: (Trouble | false)[] = [
    !system.database && { key: 'database', text: t('system.noDatabase') },
    ...services.filter((service) => !service.copies.some((copy) => copy.ready)).map((service) => ({ key: service.name, text: t('service.noneReady', { name: word('hostRole', service.role) }) })),
    system.broker === false && { key: 'broker', text: t('system.noBroker'), to: '/admin/system?tab=queues' },
    !system.pumpsOn && { key: 'pumps', text: t('system.pumpsOff') },
    ...(system.pumpsOn ? system.pumps.filter((pump) => !pump.alive && pump.seconds !== null) : []).map((pump) => ({ key: pump.name, text: t('system.pumpStopped', { name: word('pump', pump.name) }) })),
    value('incidents.open') > 0 && { key: 'incidents', text: t('system.incidentsOpen', { n: value('incidents.open') }), to: '/admin/incidents?status=Open' },
    value('messages.failing') > 0 && { key: 'letters', text: t('system.lettersWait', { n: value('messages.failing') }), to: '/admin/dead-letters' },
    value('outbox.failed') > 0 && { key: 'failed', text: t('system.outboxFailed', { n: value('outbox.failed') }), to: '/admin/outbox?status=Failed' },
    value('outbox.age') > late && { key: 'outbox', text: t('system.outboxLate', { time: duration(value('outbox.age'), t) }), to: '/admin/outbox?status=Pending' },
    value('work.lag') > late && { key: 'work', text: t('system.workLate', { time: duration(value('work.lag'), t) }) },
    ...jobs.filter((job) => job.last?.state === 'Failed').map((job) => ({ key: job.name, text: t('system.jobFailed', { name: word('jobName', job.name) }), to: '/admin/system?tab=jobs' })),
  ];
  return found.filter((trouble) => trouble !== false);
}
