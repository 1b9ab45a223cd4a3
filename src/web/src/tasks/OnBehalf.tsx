import { useI18n } from '../i18n';

/** Says that a task is somebody else's, for whom the reader stands in (代理). */
export function OnBehalf({ name }: { name: string | null | undefined }) {
  const { t } = useI18n();
  return name ? <span className="chip tone-review on-behalf" title={t('proxy.markTitle', { name })}>{t('proxy.mark', { name })}</span> : null;
}
