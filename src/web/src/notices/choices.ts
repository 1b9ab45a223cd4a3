import type { Channel, KindChoice } from '../api/types';

/** The same choices with one of them made or taken back. */
export const chosen = (kinds: KindChoice[], kind: string, channel: Channel, wanted: boolean): KindChoice[] =>
  kinds.map((row) => (row.kind === kind ? { ...row, channels: wanted ? [...row.channels.filter((one) => one !== channel), channel] : row.channels.filter((one) => one !== channel) } : row));

/** What has to be saved: the kinds whose channels differ, whatever their order. */
export const differing = (before: KindChoice[], now: KindChoice[]): KindChoice[] =>
  now.filter((row) => String([...row.channels].sort()) !== String([...(before.find((one) => one.kind === row.kind)?.channels ?? [])].sort()));
