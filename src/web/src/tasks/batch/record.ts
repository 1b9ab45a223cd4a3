/** A batch of decisions as it is kept in the browser that began it: what was asked, and what came of each. */
export interface BatchedTask { id: string; revision: number; title: string; form: string; comment: boolean; state: 'waiting' | 'done' | 'refused'; message?: string }
export interface DecisionBatch { id: string; user: string; outcome: string; outcomeTitle: string; comment: string; at: string; attempt: number; items: BatchedTask[] }

const name = (id: string) => `decisions:${id}`;
const kept = 20;

export function readBatch(id: string): DecisionBatch | null {
  try {
    const text = localStorage.getItem(name(id));
    return text ? (JSON.parse(text) as DecisionBatch) : null;
  } catch {
    return null;
  }
}

/** @throws when the browser keeps nothing: then nothing must be begun that could not be gone on with. */
export function writeBatch(batch: DecisionBatch): void {
  localStorage.setItem(name(batch.id), JSON.stringify(batch));
}

/** The oldest ones go when there are many, those that are not finished last. */
export function forgetOldBatches(): void {
  const all = Object.keys(localStorage).filter((key) => key.startsWith('decisions:')).map((key) => readBatch(key.slice('decisions:'.length))).filter((batch) => batch !== null);
  const finished = all.filter((batch) => batch.items.every((item) => item.state !== 'waiting')).sort((a, b) => b.at.localeCompare(a.at));
  for (const batch of finished.slice(kept)) localStorage.removeItem(name(batch.id));
}

/** The same for the same task of the same batch, so that a lost answer can be asked for again; another one for another attempt. */
export const commandOf = (batch: Pick<DecisionBatch, 'id' | 'attempt'>, taskId: string): string => `${batch.id}:${batch.attempt}:${taskId}`;
