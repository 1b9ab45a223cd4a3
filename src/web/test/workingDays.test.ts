import { describe, expect, it } from 'vitest';
import { addWorkingDays, dayMark, isWorkingDay, weekday, workingDaysBetween } from '../src/calendar/workingDays';
import { dueText } from '../src/tasks/dueText';

describe('working days', () => {
  it('skip the National Day holiday', () => expect(addWorkingDays('2020-09-30', 1)).toBe('2020-10-09'));
  it('count a Sunday that is worked', () => {
    expect(isWorkingDay('2020-09-27')).toBe(true);
    expect(dayMark('2020-09-27')).toBe('makeup');
  });
  it('follow the amended notice of spring 2020', () => {
    expect(isWorkingDay('2020-01-31')).toBe(false);
    expect(isWorkingDay('2020-02-01')).toBe(false);
  });
  it('follow the amended notice of Labour Day 2019', () => expect(isWorkingDay('2019-05-02')).toBe(false));
  it('are Monday to Friday where nothing is announced', () => {
    expect(isWorkingDay('2031-03-03')).toBe(true);
    expect(isWorkingDay('2031-03-08')).toBe(false);
  });
  it('count alike forwards and backwards', () => {
    expect(workingDaysBetween('2020-09-25', '2020-09-28')).toBe(2);
    expect(workingDaysBetween('2020-09-28', '2020-09-25')).toBe(-2);
    expect(workingDaysBetween('2020-09-28', '2020-09-28')).toBe(0);
  });
  it('have names', () => expect([weekday('2020-10-25', 'zh'), weekday('2020-10-25', 'en')]).toEqual(['周日', 'Sun']));
});

describe('what is left until a deadline', () => {
  const at = '2020-09-08T18:00:00+08:00';
  const text = (now: string) => {
    const { tone, key, params } = dueText(at, now);
    return [tone, key, params?.n];
  };
  it('is counted in working days', () => expect(text('2020-09-01T09:00:00+08:00')).toEqual(['ok', 'due.days', 5]));
  it('does not count the weekend', () => expect(text('2020-09-04T09:00:00+08:00')).toEqual(['soon', 'due.days', 2]));
  it('is the next working day on the eve', () => expect(text('2020-09-07T20:00:00+08:00')).toEqual(['soon', 'due.tomorrow', undefined]));
  it('is today until the cut', () => expect(text('2020-09-08T17:59:00+08:00')[1]).toBe('due.today'));
  it('is over one second after the cut', () => expect(text('2020-09-08T18:00:01+08:00')).toEqual(['overdue', 'due.overdueToday', undefined]));
  it('is overdue by working days', () => expect(text('2020-09-14T09:00:00+08:00')).toEqual(['overdue', 'due.overdueDays', 4]));
  it('uses the day of the office, not of the server', () => expect(dueText('2020-09-08T10:00:00Z', '2020-09-07T17:00:00Z').key).toBe('due.today'));
  it('stands still while the case is on hold', () => expect(dueText(at, '2020-09-20T00:00:00Z', 'held').tone).toBe('held'));
  it('may be missing', () => expect(dueText(null, '2020-09-20T00:00:00Z').tone).toBe('none'));
});
