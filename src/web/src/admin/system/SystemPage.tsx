import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useI18n } from '../../i18n';
import { Loaded } from '../../shell/states';
import { ServiceChoice } from '../services/ServiceChoice';
import { useService } from '../services/useService';
import { Jobs } from './Jobs';
import { Overview } from './Overview';
import { Queues } from './Queues';
import { useSystem } from './queries';

const tabs = ['overview', 'queues', 'jobs'] as const;

/** 运行状况: what an operator looks at first. The tab lives in the address. */
export function SystemPage() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const { name: service } = useService();
  const query = useSystem();
  const tab = tabs.find((name) => name === search.get('tab')) ?? 'overview';
  return (
    <div className="page">
      <header className="page-head"><h1>{t('system.title')}</h1><p className="page-sub">{t('system.text')}</p><span className="spacer" /><ServiceChoice /></header>
      <Loaded query={query} rows={8}>
        {(system) => (
          <Tabs activeKey={tab} destroyOnHidden onChange={(key) => setSearch({ ...(service !== null && { service }), ...(key !== 'overview' && { tab: key }) }, { replace: true })}
            items={[
              { key: 'overview', label: t('system.tab.overview'), children: <Overview system={system} /> },
              { key: 'queues', label: t('system.tab.queues'), children: <Queues /> },
              { key: 'jobs', label: t('system.tab.jobs'), children: <Jobs /> },
            ]} />
        )}
      </Loaded>
    </div>
  );
}
