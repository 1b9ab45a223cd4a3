import type { Opinion } from '../api/caseTypes';
import { useI18n } from '../i18n';

export function OpinionList({ opinions, showUnit }: { opinions: Opinion[]; showUnit?: boolean }) {
  const { t, word } = useI18n();
  return (
    <ol className="opinion-list">
      {opinions.map((o) => (
        <li key={o.id} className="opinion-item">
          <header>
            {showUnit && <b>{o.unitName}</b>}<span className="where">{o.location}</span>
            <span className={o.severity === 'Must' ? 'flag flag-Overdue' : 'flag flag-OnHold'}>{word('severity', o.severity)}</span>
            <span className="quiet">{word('category', o.category)}</span>
            {o.disposition && <span className={`chip d-${o.disposition}`}>{word('disposition', o.disposition)}</span>}
          </header>
          {o.original && <p className="quote">{o.original}</p>}
          {o.proposed && <p className="proposed">{o.proposed}</p>}
          <p><span className="quiet">{t('common.reason')}：</span>{o.reason}{o.basis && <span className="quiet">（{o.basis}）</span>}</p>
        </li>
      ))}
    </ol>
  );
}
