import { describe, expect, it } from 'vitest';
import { withQuery } from '../src/api/client';
import { isFiltered, readFilter, withCondition, writeFilter } from '../src/tasks/taskFilter';
import { taskLink } from '../src/tasks/taskLink';
import { groupsFor, homeFor, menuItemAt } from '../src/shell/navigation';

const read = (text: string) => readFilter(new URLSearchParams(text), 'todo');

describe('the address of a list', () => {
  it('says nothing about the usual view', () => expect(writeFilter(read(''), 'todo').toString()).toBe(''));
  it('keeps every condition', () => {
    const text = 'q=赋权&step=Intake&campaign=c1&unit=D4&round=2&due=overdue&sort=-opened&page=3&size=50';
    expect(decodeURIComponent(writeFilter(read(text), 'todo').toString())).toBe(text);
  });
  it('falls back where it says nonsense', () => {
    expect(read('sort=drop&due=never&page=-1&size=7')).toEqual(read(''));
    expect(read('page=1.5').page).toBe(1);
  });
  it('goes to the first page when a condition changes', () => expect(withCondition({ ...read('page=4'), q: 'x' }, { step: 'Draft' }).page).toBe(1));
  it('knows each list by its own usual order', () => {
    expect(readFilter(new URLSearchParams(), 'done').sort).toBe('-opened');
    expect(writeFilter(readFilter(new URLSearchParams('sort=due'), 'done'), 'done').get('sort')).toBe('due');
  });
  it('is filtered by a condition, not by order or page', () => {
    expect(isFiltered(read('sort=-due&page=2&size=50'))).toBe(false);
    expect(isFiltered(read('round=2'))).toBe(true);
  });
  it('leaves out what is not asked', () => expect(withQuery('/tasks', { q: '', step: undefined, page: 1, round: null })).toBe('/tasks?page=1'));
});

describe('a task opens', () => {
  it('on the page of its case', () => expect(taskLink({ id: 'c-1:4', caseId: 'c-1', step: 'Intake' })).toBe('/cases/c-1?task=c-1%3A4'));
  it('on a page of its own when it belongs to a whole document', () => expect(taskLink({ id: 't-1:6', caseId: 't-1', step: 'TemplateCutOff' })).toBe('/task/t-1%3A6'));
});

describe('the menu', () => {
  const offered = (...roles: string[]) => groupsFor(roles).flatMap((group) => group.items.map((item) => item.to));
  it('shows a clerk his work and no administration', () => {
    expect(offered('BM-JB')).toContain('/tasks/todo');
    expect(offered('BM-JB').some((to) => to.startsWith('/admin'))).toBe(false);
  });
  it('shows the three administrators no case lists', () => {
    for (const role of ['SA', 'SE', 'AU']) expect(offered(role).filter((to) => /tasks|campaigns/.test(to)), role).toEqual([]);
  });
  it('leaves the audit log to auditor and security officer', () => {
    expect(offered('AU')).toContain('/admin/audit');
    expect(offered('SA')).not.toContain('/admin/audit');
  });
  it('starts everybody on a page he may see', () => {
    for (const role of ['BM-JB', 'LD', 'SA', 'SE', 'AU', 'DC']) expect(offered(role), role).toContain(homeFor([role]));
  });
});

it('marks one item of the menu, the most exact', () => {
  const menu = groupsFor(['ZB']);
  expect(['/campaigns', '/campaigns/jdgg2020', '/campaigns/new', '/campaignsx', '/cases/1'].map((path) => menuItemAt(menu, path)?.to)).toEqual(['/campaigns', '/campaigns', '/campaigns/new', undefined, undefined]);
});
