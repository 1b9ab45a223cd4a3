import type { AdoptionRow, Conflict, Opinion, ProposedItem } from '../api/caseTypes';

export interface Item { opinionIds: string[]; location?: string; original?: string; proposed?: string; reason?: string; disposition?: string; dispositionReason?: string }

export const itemOf = (o: Opinion): Item => ({ opinionIds: [o.id], location: o.location, original: o.original ?? undefined, proposed: o.proposed ?? undefined, reason: o.reason });

const fromProposal = (p: ProposedItem): Item => ({ opinionIds: p.opinionIds, location: p.location, original: p.original ?? undefined, proposed: p.proposed ?? undefined, reason: p.reason ?? undefined });

/**
 * Makes the items cover exactly the opinions to place: those of the saved text stay, vanished opinions leave them, new ones join as
 * proposed. Items in conflict are marked for coordination. Null when nothing has to change.
 */
export function reconcile(saved: Item[] | null, proposal: ProposedItem[], opinions: Opinion[], conflicts: Conflict[]): Item[] | null {
  const wanted = new Set(opinions.map((o) => o.id));
  const placed = new Set<string>();
  const kept: Item[] = [];
  for (const item of saved ?? []) {
    const ids = item.opinionIds.filter((id) => wanted.has(id) && !placed.has(id));
    ids.forEach((id) => placed.add(id));
    if (ids.length > 0) kept.push(ids.length === item.opinionIds.length ? item : { ...item, opinionIds: ids });
  }
  for (const proposed of proposal) {
    const ids = proposed.opinionIds.filter((id) => wanted.has(id) && !placed.has(id));
    ids.forEach((id) => placed.add(id));
    if (ids.length > 0) kept.push({ ...fromProposal(proposed), opinionIds: ids });
  }
  for (const opinion of opinions) if (!placed.has(opinion.id)) kept.push(itemOf(opinion));
  const disputed = new Set(conflicts.flatMap((c) => c.opinionIds));
  const next = kept.map((item) => (item.disposition !== 'Coordinate' && item.opinionIds.some((id) => disputed.has(id)) ? { ...item, disposition: 'Coordinate' } : item));
  return JSON.stringify(next) === JSON.stringify(saved ?? []) ? null : next;
}

/** The first of the chosen takes in the others: their opinions and whatever wording it has not. */
export function mergeItems(items: Item[], indexes: number[]): Item[] {
  const order = [...indexes].sort((a, b) => a - b);
  const chosen = order.map((i) => items[i]!).filter(Boolean);
  if (chosen.length < 2) return items;
  const [first] = chosen;
  const joined = (name: 'original' | 'proposed' | 'reason') => [...new Set(chosen.map((i) => i[name]?.trim()).filter((x): x is string => Boolean(x)))].join('\n') || undefined;
  const same = new Set(chosen.map((i) => i.disposition)).size === 1;
  const merged: Item = {
    ...first, opinionIds: [...new Set(chosen.flatMap((i) => i.opinionIds))], original: joined('original'), proposed: joined('proposed'), reason: joined('reason'),
    disposition: chosen.some((i) => i.disposition === 'Coordinate') ? 'Coordinate' : same ? first!.disposition : undefined,
  };
  return items.flatMap((item, i) => (i === order[0] ? [merged] : order.includes(i) ? [] : [item]));
}

/** One item per opinion again, with the opinions' own wording. */
export const splitItem = (items: Item[], index: number, make: (id: string) => Item): Item[] =>
  items.flatMap((item, i) => (i === index ? item.opinionIds.map((id) => ({ ...make(id), disposition: item.disposition, dispositionReason: item.dispositionReason })) : [item]));

/** Opinions are counted, not rows, so that the parts add up. */
export function statistics(items: Item[], settled: AdoptionRow[]): { total: number; adopted: number; partial: number; rejected: number; coordinate: number; open: number } {
  const of = (d: string | undefined) => items.filter((i) => i.disposition === d).reduce((n, i) => n + i.opinionIds.length, 0) + (d ? settled.filter((r) => (r.settled ?? r.disposition) === d).reduce((n, r) => n + r.opinionIds.length, 0) : 0);
  const parts = { adopted: of('Adopt'), partial: of('Partial'), rejected: of('Reject'), coordinate: of('Coordinate'), open: of(undefined) };
  return { total: parts.adopted + parts.partial + parts.rejected + parts.coordinate + parts.open, ...parts };
}
