import { Link } from 'react-router';
import type { ServiceView } from '../../api/types';
import { useI18n } from '../../i18n';

/** Each service with every copy of it, and whether it takes requests. */
export function Services({ services }: { services: ServiceView[] }) {
  const { t, word } = useI18n();
  return (
    <section className="system-part" aria-labelledby="services">
      <h2 id="services">{t('service.title')}</h2>
      <ul className="system-services">
        {services.map((service) => (
          <li key={service.name} data-testid={`service-${service.name}`}>
            <b>{service.ownDatabase ? <Link to={`/admin/system?service=${service.name}`}>{word('hostRole', service.role)}</Link> : word('hostRole', service.role)}</b>
            <ul>
              {service.copies.map((copy) => (
                <li key={copy.address}>
                  <span className={`chip tone-${copy.ready ? 'done' : 'issue'}`}>{t(copy.ready ? 'service.ready' : copy.answers ? 'service.notReady' : 'service.away')}</span>
                  <code>{copy.address}</code>
                  <span className="quiet">{copy.failing.length > 0 ? copy.failing.map((check) => word('check', check)).join('、') : copy.milliseconds !== null && t('service.answered', { n: copy.milliseconds })}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
