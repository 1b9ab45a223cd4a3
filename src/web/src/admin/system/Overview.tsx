import { Alert } from 'antd';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { SystemView } from '../../api/types';
import { minute } from '../../calendar/moment';
import { useI18n } from '../../i18n';
import { Services } from '../services/Services';
import { useService, useServices } from '../services/useService';
import { duration } from './duration';
import { useJobs } from './queries';
import { late, troubles } from './troubles';

/** Where the rows behind a figure are. */
const places: Record<string, string> = {
  'outbox.pending': '/admin/outbox?status=Pending', 'outbox.failed': '/admin/outbox?status=Failed', 'outbox.age': '/admin/outbox?status=Pending',
  'messages.failing': '/admin/dead-letters', 'timers.due': '/admin/timers', 'incidents.open': '/admin/incidents?status=Open',
};
const bad = (name: string, value: number) => (['outbox.failed', 'messages.failing', 'incidents.open'].includes(name) ? value > 0 : ['outbox.age', 'work.lag'].includes(name) && value > late);

export function Overview({ system }: { system: SystemView }) {
  const { t, word } = useI18n();
  const { name: service, to } = useService();
  const jobs = useJobs();
  // The others are looked after from where people work.
  const services = (useServices().data ?? []).filter(() => service === null);
  const found = troubles(system, jobs.data ?? [], services, { t, word });
  const { process } = system;
  return (
    <>
      {found.length === 0
        ? <Alert type="success" showIcon className="note" role="status" title={t('system.well')} description={t('system.wellText')} />
        : <Alert type="error" showIcon className="note" title={t('system.troubles', { n: found.length })}
            description={<ul className="problem-list">{found.map((trouble) => <li key={trouble.key}>{trouble.text}{trouble.to && <> <Link to={to(trouble.to)}>{t('system.look')}</Link></>}</li>)}</ul>} />}
      {services.length > 0 && <Services services={services} />}
      {system.figures.length > 0 && (
        <section className="system-part" aria-labelledby="figures">
          <h2 id="figures">{t('system.figures')}</h2><p className="quiet">{t('system.figuresText')}</p>
          <ul className="system-figures">
            {system.figures.map(({ name, value, unit }) => (
              <li key={name} data-testid={`figure-${name}`} className={bad(name, value) ? 'wants-somebody' : undefined}>
                <span>{places[name] ? <Link to={to(places[name])}>{word('figure', name)}</Link> : word('figure', name)}</span>
                <b>{unit === 's' ? duration(value, t) : value}</b>
                <code>{metric(name, unit).split('_').map((part, at) => <Fragment key={at}>{at > 0 && <>_<wbr /></>}{part}</Fragment>)}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="system-part" aria-labelledby="pumps">
        <h2 id="pumps">{t('system.pumps')}</h2>
        <ul className="system-pumps">
          {system.pumps.map((pump) => (
            <li key={pump.name}>
              <b>{word('pump', pump.name)}</b>
              <span className={`chip tone-${!system.pumpsOn ? 'idle' : pump.alive ? 'done' : pump.seconds === null ? 'idle' : 'issue'}`}>{t(!system.pumpsOn ? 'system.pumpOff' : pump.alive ? 'system.pumpAlive' : 'system.pumpDead')}</span>
              {system.pumpsOn && <span className="quiet">{pump.seconds === null ? t('system.pumpNever') : t('system.pumpAge', { time: duration(pump.seconds, t) })}</span>}
            </li>
          ))}
        </ul>
      </section>
      <section className="system-part" aria-labelledby="process">
        <h2 id="process">{t('system.process')}</h2>
        <dl className="facts">
          {([
            ['system.role', word('hostRole', process.role)], ['system.version', process.version], ['system.machine', process.machine], ['system.processId', process.id],
            ['system.startedAt', minute(process.startedAt)], ['system.store', word('storeKind', process.store)],
            ['system.broker', t(system.broker === null ? 'system.brokerNone' : system.broker ? 'system.brokerUp' : 'system.brokerDown')],
          ] as const).map(([key, value]) => <div key={key}><dt>{t(key)}</dt><dd>{value}</dd></div>)}
        </dl>
      </section>
    </>
  );
}

const metric = (name: string, unit: string | null) => `orchestrator_${name.replaceAll('.', '_')}${unit === 's' ? '_seconds' : ''}`;
