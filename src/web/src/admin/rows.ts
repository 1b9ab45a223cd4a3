export type Value = string | number | null | undefined;
interface Told<T> { value?: (row: T) => Value }

/** Whether any column says what is looked for. */
export const containing = <T>(columns: Told<T>[], row: T, q: string): boolean =>
  q === '' || columns.some(({ value }) => String(value?.(row) ?? '').toLowerCase().includes(q.toLowerCase()));

/** `order` is the number of a column, with a minus for descending; anything else leaves the rows as they came. */
export function sorted<T>(columns: Told<T>[], rows: T[], order: string): T[] {
  const value = /^-?\d+$/.test(order) ? columns[Math.abs(Number(order))]?.value : undefined;
  if (!value) return rows;
  const way = order.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [value(a) ?? '', value(b) ?? ''];
    return way * (typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right), 'zh'));
  });
}
