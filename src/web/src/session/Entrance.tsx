import type { ReactNode } from 'react';
import { useI18n } from '../i18n';
import { DemoStrip } from '../shell/DemoStrip';
import { LanguageSwitch, Mark } from '../shell/Shell';
import { useSession } from './SessionContext';

/** The pages before the workbench: sign-in, set-up, a password that must change. */
export function Entrance({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  const { t } = useI18n();
  const { session } = useSession();
  return (
    <div className="entrance">
      <header>
        <DemoStrip />
        <div className="entrance-top"><Mark /><span>{t('app.name')}</span><span className="city">{t('app.city', { city: session.city })}</span><span className="spacer" /><LanguageSwitch /></div>
      </header>
      <div className={aside ? 'entrance-body with-aside' : 'entrance-body'}>
        <main className="entrance-main">
          <div className="entrance-lead"><p className="tagline">{t('session.tagline')}</p><p>{t('session.taglineText')}</p></div>
          <div className="entrance-card">{children}</div>
        </main>
        {aside}
      </div>
    </div>
  );
}
