import { Button, Progress } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { Empty, Loaded } from '../shell/states';
import { useCampaigns } from './queries';

export function CampaignList() {
  const { t } = useI18n();
  const query = useCampaigns();
  const owner = useUser().roles.some((role) => role === 'ZB' || role === 'BB-ZR');
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('campaign.list')}</h1>
        <p className="page-sub">{t('campaign.listText')}</p>
        <span className="spacer" />
        {owner && <Link to="/campaigns/new"><Button type="primary" icon={<PlusOutlined />} data-testid="new-campaign">{t('campaign.new')}</Button></Link>}
      </header>
      <Loaded query={query} rows={5}>
        {(campaigns) => campaigns.length === 0
          ? <Empty title={t('campaign.none')} text={t('campaign.noneText')} />
          : (
            <ul className="campaigns">
              {campaigns.map((campaign) => {
                const all = campaign.cases ?? 0;
                const done = campaign.finished ?? 0;
                return (
                  <li key={campaign.id}>
                    <Link className="campaign" to={`/campaigns/${encodeURIComponent(campaign.id)}`}>
                      <h2>{campaign.name}</h2>
                      <p className="quiet">{t('campaign.startedOn', { date: campaign.start })} · {t('campaign.cases', { n: all })}</p>
                      <Progress percent={all ? Math.round((done / all) * 100) : 0} size="small" aria-label={t('campaign.finishedOf', { done, all })} />
                      <p>{t('campaign.finishedOf', { done, all })}{!!campaign.overdue && <span className="late"> · {t('campaign.overdueCount', { n: campaign.overdue })}</span>}</p>
                    </Link>
                  </li>
                );
              })}
            </ul>
          )}
      </Loaded>
    </div>
  );
}
