import type { Manuscript } from '../api/caseTypes';
import { useI18n } from '../i18n';

/** A manuscript as it will be read: headings and paragraphs set like an official document. */
export function ManuscriptView({ manuscript }: { manuscript: Manuscript }) {
  const { t } = useI18n();
  return (
    <article className="manuscript">
      <h2>{manuscript.title}</h2>
      {manuscript.sections.map((section, i) => (
        <section key={i} data-heading={section.heading}>
          <h3>{section.heading}</h3>
          {section.text.split('\n').map((line, n) => <p key={n}>{line}</p>)}
        </section>
      ))}
      {manuscript.explanation && <aside data-heading={t('draft.explanation')}><h4>{t('draft.explanation')}</h4>{manuscript.explanation.split('\n').map((line, n) => <p key={n}>{line}</p>)}</aside>}
    </article>
  );
}
