import { Select } from 'antd';
import { useState } from 'react';
import type { MatterDocument } from '../api/types';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { Empty } from '../shell/states';
import { VersionFiles } from './MatterFiles';

/** The text as it was handed in; each version stays. */
export function MatterText({ matter }: { matter: MatterDocument }) {
  const { t } = useI18n();
  const [chosen, choose] = useState<number | null>(null);
  const shown = matter.texts.find((text) => text.version === chosen) ?? matter.texts.at(-1);
  if (!shown) return <Empty title={t('matter.noText')} />;
  return (
    <>
      <div className="tab-bar">
        {matter.texts.length > 1
          ? <Select value={shown.version} aria-label={t('common.version')} popupMatchSelectWidth={false} onChange={choose} data-testid="matter-version" options={[...matter.texts].reverse().map((text) => ({ value: text.version, label: t('matter.versionBy', { n: text.version, name: text.personName, at: minute(text.at) }) }))} />
          : <span className="quiet">{t('matter.versionBy', { n: shown.version, name: shown.personName, at: minute(shown.at) })}</span>}
      </div>
      {shown.note && <p className="quote"><b>{t('matter.note')}</b>　{shown.note}</p>}
      <article className="matter-text" data-testid="matter-text"><h3>{shown.title}</h3><div className="pre">{shown.text}</div></article>
      <VersionFiles matterId={matter.id} version={shown.version} />
      {matter.plan && shown.version === matter.version && <Plan plan={matter.plan} />}
    </>
  );
}

function Plan({ plan }: { plan: NonNullable<MatterDocument['plan']> }) {
  const { t } = useI18n();
  return (
    <dl className="matter-plan">
      <div><dt>{t('matter.reviewers')}</dt><dd>{plan.reviewers.map((one) => [one.unitName, plan.mode === 'Vote' && t('matter.weightOf', { n: one.weight }), one.veto && t('matter.veto')].filter(Boolean).join(' ')).join('、')}</dd></div>
      <div><dt>{t('matter.mode')}</dt><dd>{t(`matterMode.${plan.mode}`)}{plan.share !== null && `（${t(plan.over ? 'matter.more' : 'matter.least', { n: Math.round(plan.share * 10_000) / 100 })}）`}</dd></div>
      <div><dt>{t('matter.days')}</dt><dd>{plan.days}</dd></div>
    </dl>
  );
}
