import { Loaded } from '../shell/states';
import { useI18n } from '../i18n';
import { usePhrases } from '../forms/OpinionArea';
import { SignatureEditor, useSignature } from '../signatures/SignatureEditor';
import { PhraseEditor } from './PhraseEditor';

/** 个人设置: what a person arranges for himself. */
export function SettingsPage() {
  const { t } = useI18n();
  const phrases = usePhrases();
  const signature = useSignature();
  return (
    <div className="page">
      <header className="page-head"><h1>{t('settings.title')}</h1></header>
      <section className="panel pad-panel" aria-label={t('phrases.title')}>
        <h2>{t('phrases.title')}</h2>
        <Loaded query={phrases} rows={4}>{(document) => <PhraseEditor key={document.revision} document={document} />}</Loaded>
      </section>
      <section className="panel pad-panel" aria-label={t('signature.title')}>
        <h2>{t('signature.title')}</h2>
        <Loaded query={signature} rows={3}>{(document) => <SignatureEditor document={document} />}</Loaded>
      </section>
    </div>
  );
}
