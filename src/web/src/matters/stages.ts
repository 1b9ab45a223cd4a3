/** Stages of a matter in the order of the flow; codes are the server's. */
export const matterStages = ['Drafting', 'HeadReview', 'Countersigning', 'Signing', 'Registering', 'Registered', 'Refused', 'Cancelled', 'Voided'] as const;

/** Who may send something round. */
export const initiators: readonly string[] = ['BM-JB', 'BM-FZ', 'BB-JB', 'BB-SH', 'BB-ZR', 'ZB', 'MS', 'WB', 'DC', 'JD'];

const path = ['Drafting', 'HeadReview', 'Countersigning', 'Signing', 'Registering', 'Registered'];

export type RailState = 'done' | 'current' | 'ahead' | 'stopped';

/** The stops of a matter and where it stands. */
export function railOf(stage: string): { stage: string; state: RailState }[] {
  const stopped = stage === 'Refused' ? 'Signing' : null;
  const at = path.indexOf(stopped ?? stage);
  return path.slice(0, -1).map((one, n) => ({ stage: one, state: stage === 'Registered' || n < at ? 'done' : n > at || at < 0 ? 'ahead' : stopped ? 'stopped' : 'current' }));
}
