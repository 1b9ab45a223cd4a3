import { useEffect } from 'react';
import { local } from '../calendar/moment';
import { useI18n } from '../i18n';
import { useSession } from '../session/SessionContext';
import { GenericFields } from './GenericFields';
import type { WidgetProps } from './TaskForm';

const remembered = 'issue.prefix';

/** The number itself is given by the server, so that none is skipped or given twice. */
export default function IssueWidget({ task, detail, data, change, preset }: WidgetProps) {
  const { t } = useI18n();
  const { now } = useSession();
  useEffect(() => {
    if (data.year === undefined) preset((d) => ({ prefix: localStorage.getItem(remembered) ?? undefined, ...d, year: Number(local(now()).format('YYYY')) }));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => { if (typeof data.prefix === 'string' && data.prefix) localStorage.setItem(remembered, data.prefix); }, [data.prefix]);
  return (
    <>
      <div className="numbers"><GenericFields task={task} data={data} change={change} only={['prefix', 'year']} placeholder={{ prefix: t('form.prefixHint') }} /></div>
      <div className="number-preview"><span className="quiet">{t('form.numberPreview')}</span><b>{`${String(data.prefix ?? '') || '…'}〔${String(data.year ?? '')}〕`}<i>{t('form.numberNext')}</i>号</b><span className="quiet">{detail?.title}　{detail?.version}</span></div>
    </>
  );
}
