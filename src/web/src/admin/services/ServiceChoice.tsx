import { Select } from 'antd';
import { useSearchParams } from 'react-router';
import { useI18n } from '../../i18n';
import { useService, useServices } from './useService';

/** Which database is looked into, where there is more than one. The other conditions are of the one that is left. */
export function ServiceChoice() {
  const { t, word } = useI18n();
  const [search, setSearch] = useSearchParams();
  const { name } = useService();
  const apart = (useServices().data ?? []).filter((service) => service.ownDatabase);
  if (apart.length === 0 && name === null) return null;
  const known = apart.some((service) => service.name === name) || name === null ? [] : [{ value: name, label: name }];
  const tab = search.get('tab');
  return (
    <Select className="service-choice" data-testid="service" aria-label={t('service.choice')} value={name ?? ''} popupMatchSelectWidth={false}
      options={[{ value: '', label: t('service.people') }, ...apart.map((service) => ({ value: service.name, label: word('hostRole', service.role) })), ...known]}
      onChange={(value: string) => setSearch({ ...(value && { service: value }), ...(tab && { tab }) })} />
  );
}
