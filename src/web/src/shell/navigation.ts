import type { Key } from '../i18n';

export interface NavItem { to: string; label: Key; roles?: string[]; count?: 'todo' | 'notices' | 'questions' | 'copies' | 'supervisions' }
export interface NavGroup { label: Key; items: NavItem[] }

const office = ['BB-JB', 'BB-SH', 'BB-ZR', 'ZB'];
/** Who sees transfers, and the books of every unit. */
export const bookReaders = [...office, 'ZZ', 'CZ', 'RS', 'LD'];
const business = ['BM-JB', 'BM-FZ', ...office, 'ZZ', 'CZ', 'RS', 'SF', 'ZF', 'JD', 'MS', 'LD', 'WB', 'DC'];

/** What each role finds in the menu. The server decides what it may do; this only spares people dead ends. */
export const groups: NavGroup[] = [
  {
    label: 'nav.work',
    items: [
      { to: '/tasks/todo', label: 'nav.todo', roles: business, count: 'todo' },
      { to: '/tasks/done', label: 'nav.done', roles: business },
      { to: '/tasks/initiated', label: 'nav.initiated', roles: business },
      { to: '/matters', label: 'nav.matters', roles: business },
      { to: '/talk', label: 'nav.talk', roles: business, count: 'questions' },
      { to: '/copies', label: 'nav.copies', roles: business, count: 'copies' },
      { to: '/supervisions', label: 'nav.supervisions', roles: business, count: 'supervisions' },
      { to: '/proxies', label: 'nav.proxies', roles: business },
      { to: '/notices', label: 'nav.notices', count: 'notices' },
    ],
  },
  {
    label: 'nav.overview',
    items: [
      { to: '/campaigns', label: 'nav.campaigns', roles: business },
      { to: '/campaigns/new', label: 'nav.newCampaign', roles: ['ZB', 'BB-JB', 'BB-SH', 'BB-ZR'] },
      { to: '/transfers', label: 'nav.transfers', roles: bookReaders },
      { to: '/books', label: 'nav.books', roles: bookReaders },
      { to: '/books', label: 'books.accounts', roles: ['BM-JB', 'BM-FZ', 'JD'] },
      { to: '/requests', label: 'nav.requests', roles: ['ZB', 'BB-ZR', 'BM-FZ'] },
    ],
  },
  {
    label: 'nav.admin',
    items: [
      { to: '/admin/accounts', label: 'nav.accounts', roles: ['SA', 'SE'] },
      { to: '/admin/units', label: 'nav.units', roles: ['SA'] },
      { to: '/admin/definitions', label: 'nav.definitions', roles: ['SA', 'SE', 'BB-SH', 'BB-ZR', 'ZB'] },
      { to: '/admin/system', label: 'nav.system', roles: ['SA', 'ZB'] },
      { to: '/admin/instances', label: 'nav.instances', roles: ['SA'] },
      { to: '/admin/migrations', label: 'nav.migrations', roles: ['SA'] },
      { to: '/admin/batches', label: 'nav.batches', roles: ['SA'] },
      { to: '/admin/incidents', label: 'nav.incidents', roles: ['SA'] },
      { to: '/admin/dead-letters', label: 'nav.deadLetters', roles: ['SA', 'ZB'] },
      { to: '/admin/timers', label: 'nav.timers', roles: ['SA'] },
      { to: '/admin/schedules', label: 'nav.schedules', roles: ['SA'] },
      { to: '/admin/outbox', label: 'nav.outbox', roles: ['SA'] },
      { to: '/admin/deliveries', label: 'nav.deliveries', roles: ['SA'] },
      { to: '/admin/audit', label: 'nav.audit', roles: ['AU', 'SE'] },
    ],
  },
];

export function groupsFor(roles: string[]): NavGroup[] {
  return groups
    .map((group) => ({ ...group, items: group.items.filter((item) => !item.roles || item.roles.some((role) => roles.includes(role))).filter((item, at, all) => all.findIndex((other) => other.to === item.to) === at) }))
    .filter((group) => group.items.length > 0);
}

/** The one item that an address belongs to: the most exact of those it begins with. */
export function menuItemAt(shown: NavGroup[], path: string): NavItem | undefined {
  return shown.flatMap((group) => group.items).filter((item) => path === item.to || path.startsWith(`${item.to}/`)).sort((a, b) => b.to.length - a.to.length)[0];
}

/** Where somebody lands after signing in: administrators have no inbox. */
export function homeFor(roles: string[]): string {
  return roles.some((role) => business.includes(role)) ? '/tasks/todo' : (groupsFor(roles).flatMap((group) => group.items).find((item) => item.to.startsWith('/admin'))?.to ?? '/notices');
}
