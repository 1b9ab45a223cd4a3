import { useI18n } from '../i18n';
import { useSupervisions } from './queries';
import { SupervisionItem } from './SupervisionItem';

/** The supervisions of one case or matter that concern the reader; nothing when there are none. */
export function FlowSupervisions({ rootId }: { rootId: string }) {
  const { t } = useI18n();
  const found = useSupervisions({ rootId, size: 50 }).data;
  if (!found || found.items.length === 0) return null;
  return (
    <section className="panel task-talk" aria-label={t('supervision.title')} data-testid="flow-supervisions">
      <header><h3>{t('supervision.title')}</h3></header>
      <ul className="questions">{found.items.map((one) => <SupervisionItem key={one.id} one={one} />)}</ul>
    </section>
  );
}
