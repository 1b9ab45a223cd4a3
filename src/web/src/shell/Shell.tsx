import { BellOutlined, DownOutlined, MenuOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Badge, Button, Drawer, Dropdown } from 'antd';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Link, Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router';
import { api, Problem } from '../api/client';
import { useLive } from '../api/useLive';
import { useI18n } from '../i18n';
import { useSession, useUser } from '../session/SessionContext';
import { useSupervisionMarks } from '../supervisions/queries';
import { useTalkCounts } from '../talk/queries';
import { DemoStrip } from './DemoStrip';
import { groupsFor, menuItemAt, type NavGroup } from './navigation';
import { Loading } from './states';

export function Shell() {
  const { t } = useI18n();
  const user = useUser();
  const connected = useLive(true);
  const [open, setOpen] = useState(false);
  const location = useLocation();
  const online = useOnline();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    setOpen(false);
    // Whoever works with keyboard or screen reader goes on in the new page, not in the menu.
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [location.pathname]);
  const groups = groupsFor(user.roles);
  const here = groups.flatMap((group) => group.items).find((item) => item.to === location.pathname);
  return (
    <div className="shell">
      <title>{here ? `${t(here.label)} · ${t('app.name')}` : t('app.name')}</title>
      <ScrollRestoration />
      <a className="skip" href="#main">{t('app.skip')}</a>
      <header className="masthead">
      <DemoStrip />
      <div className="topbar">
        <Button type="text" className="topbar-menu" icon={<MenuOutlined />} aria-label={t('nav.menu')} onClick={() => setOpen(true)} />
        <Link to="/" className="brand"><Mark /><span>{t('app.name')}</span></Link>
        <CityName />
        <span className="spacer" />
        {!connected && online && <span className="live-lost" role="status">{t('app.liveLost')}</span>}
        <LanguageSwitch />
        <NoticeBell />
        <UserMenu />
      </div>
      </header>
      {!online && <div className="offline" role="alert">{t('app.offline')}</div>}
      <div className="frame">
        <nav className="sidebar" aria-label={t('nav.menu')}><Navigation groups={groups} /></nav>
        <main id="main" ref={main} tabIndex={-1}><Suspense fallback={<Loading />}><Outlet /></Suspense></main>
      </div>
      <Drawer open={open} onClose={() => setOpen(false)} placement="left" size={264} title={t('app.name')} className="nav-drawer" styles={{ body: { padding: 0 } }}>
        <nav aria-label={t('nav.menu')}><Navigation groups={groups} /></nav>
      </Drawer>
    </div>
  );
}

export function Mark() {
  return <svg className="mark" viewBox="0 0 32 32" aria-hidden><rect width="32" height="32" rx="5" fill="#a3262e" /><path d="M8 9h16M8 16h10M8 23h16" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" /><circle cx="23" cy="16" r="2.4" fill="#f4d58a" /></svg>;
}

function CityName() {
  const { t } = useI18n();
  const { session } = useSession();
  return <span className="city">{t('app.city', { city: session.city })}</span>;
}

export function LanguageSwitch() {
  const { t, language, setLanguage } = useI18n();
  return <Button type="text" className="topbar-button" title={t('app.languageTitle')} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>{t('app.language')}</Button>;
}

function useUnread() {
  return useQuery({ queryKey: ['notices', 'unread'], queryFn: async () => (await api.get('/notices', { size: 1 })).unread, staleTime: 15_000 });
}

function Navigation({ groups }: { groups: NavGroup[] }) {
  const { t } = useI18n();
  const user = useUser();
  const inbox = groups.some((group) => group.items.some((item) => item.count === 'todo'));
  const counts = useQuery({ queryKey: ['tasks', 'counts', user.id], queryFn: async () => (await api.get('/tasks', { view: 'todo', size: 1 })).counts, staleTime: 15_000, enabled: inbox });
  const unread = useUnread();
  const talk = useTalkCounts(inbox);
  const supervised = useSupervisionMarks(inbox);
  const numbers = { todo: counts.data?.todo, notices: unread.data, questions: talk.data?.toMe, copies: talk.data?.unread, supervisions: supervised.data?.length };
  const here = menuItemAt(groups, useLocation().pathname);
  return groups.map((group) => (
    <div className="nav-group" key={group.label}>
      <h2>{t(group.label)}</h2>
      <ul>
        {group.items.map((item) => {
          const count = item.count && numbers[item.count];
          const overdue = item.count === 'todo' ? counts.data?.overdue : 0;
          return (
            <li key={item.to}>
              <Link to={item.to} className={item === here ? 'active' : undefined} aria-current={item === here ? 'page' : undefined}>
                <span>{t(item.label)}</span>
                {!!overdue && <span className="nav-overdue" title={t('tasks.dueOverdue')}>{t('tasks.dueOverdue')} {overdue}</span>}
                {!!count && <span className="nav-count">{count > 999 ? '999+' : count}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  ));
}

function NoticeBell() {
  const { t } = useI18n();
  const unread = useUnread().data ?? 0;
  return (
    <Link to="/notices" className="topbar-button bell" aria-label={unread ? t('notices.unread', { n: unread }) : t('notices.title')} title={t('notices.title')}>
      <Badge count={unread} size="small" overflowCount={999}><BellOutlined style={{ fontSize: 17, color: '#e8edf4' }} /></Badge>
    </Link>
  );
}

function UserMenu() {
  const { t, word } = useI18n();
  const user = useUser();
  const { refresh } = useSession();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const signOut = async () => {
    try {
      await api.delete('/session');
    } catch (error) {
      void message.error(error instanceof Problem ? error.message : t('problem.network'));
    }
    await refresh();
  };
  const items = [
    { key: 'who', type: 'group' as const, label: <span>{user.unitName}<br />{user.roles.map((role) => word('role', role)).join('、')}</span> },
    { key: '/notices/settings', label: t('noticeSettings.title') },
    { key: '/settings', label: t('settings.title') },
    { key: '/password', label: t('session.changePassword') },
    { type: 'divider' as const },
    { key: 'out', label: t('session.signOut') },
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void (key === 'out' ? signOut() : navigate(key)) }}>
      <button type="button" className="topbar-button user">
        <span className="user-unit">{user.unitName}</span><span>{user.name}</span><DownOutlined style={{ fontSize: 10 }} />
      </button>
    </Dropdown>
  );
}

function useOnline(): boolean {
  const [online, set] = useState(navigator.onLine);
  useEffect(() => {
    const update = () => set(navigator.onLine);
    window.addEventListener('online', update);
    window.addEventListener('offline', update);
    return () => {
      window.removeEventListener('online', update);
      window.removeEventListener('offline', update);
    };
  }, []);
  return online;
}
