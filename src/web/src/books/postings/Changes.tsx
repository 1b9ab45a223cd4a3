import type { PostingChange } from '../../api/types';
import { useI18n } from '../../i18n';

/** Numbers of the ledger before and after, place by place. */
export function Changes({ of }: { of: readonly PostingChange[] }) {
  const { t } = useI18n();
  if (of.length === 0) return <p className="quiet">{t('posting.noNumbers')}</p>;
  const places = [...new Set(of.map((change) => change.place))];
  return (
    <dl className="posting-changes">
      {places.map((place) => (
        <div key={place}>
          <dt>{place}</dt>
          <dd>{of.filter((change) => change.place === place).map((change) => <span key={change.figure}>{change.figure} <b>{change.before}</b> → <b>{change.after}</b></span>)}</dd>
        </div>
      ))}
    </dl>
  );
}
