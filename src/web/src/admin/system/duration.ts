import type { Key, Params } from '../../i18n';

const steps: [number, Key][] = [[86_400, 'system.days'], [3_600, 'system.hours'], [60, 'system.minutes']];

/** A time in its largest unit, rounded down: what an operator wants to know is how bad it is. */
export function duration(seconds: number, t: (key: Key, params?: Params) => string): string {
  const [size, key] = steps.find(([least]) => seconds >= least) ?? [1, 'system.seconds' as Key];
  return t(key, { n: size === 1 ? Math.round(seconds * 100) / 100 : Math.floor(seconds / size) });
}
