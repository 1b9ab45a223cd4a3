import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { RouterProvider } from 'react-router';
import { NoAnswer, Problem } from './api/client';
import { I18nProvider, useI18n } from './i18n';
import { router } from './routes';
import { ChangePasswordForm } from './session/ChangePassword';
import { Entrance } from './session/Entrance';
import { SessionProvider, useSessionQuery } from './session/SessionContext';
import { Setup } from './session/Setup';
import { SignIn } from './session/SignIn';
import { Failure, Loading } from './shell/states';
import { theme } from './theme';

const client = new QueryClient({
  defaultOptions: {
    // The host may be reached while the browser holds itself for offline: an office network without a way out.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      retry: (count, error) => count < 2 && (error instanceof NoAnswer || (error instanceof Problem && error.status >= 500)),
      refetchOnWindowFocus: true,
    },
  },
});

export function Application() {
  return <I18nProvider><Themed /></I18nProvider>;
}

function Themed() {
  const { language } = useI18n();
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }} form={{ scrollToFirstError: { block: 'center' } }}>
      <App className="app"><QueryClientProvider client={client}><Gate /></QueryClientProvider></App>
    </ConfigProvider>
  );
}

/** Which door: set-up, sign-in, a password that must change, or the workbench. */
function Gate() {
  const { t } = useI18n();
  const query = useSessionQuery();
  if (!query.data) return query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : <div className="boot"><Loading rows={4} /></div>;
  const { session } = query.data;
  return (
    <SessionProvider value={query.data}>
      {session.setupRequired ? <Setup />
        : !session.user ? <SignIn />
        : session.mustChangePassword ? <Entrance><h1>{t('session.changePassword')}</h1><p className="quiet">{t('session.mustChange')}</p><ChangePasswordForm /></Entrance>
        : <RouterProvider router={router} />}
    </SessionProvider>
  );
}
