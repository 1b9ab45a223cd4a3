import type { BoardCell } from '../api/types';

/** A board cell by unit and document, for a matrix that is drawn row by row. */
export function cellIndex(cells: BoardCell[]): (unitId: string, documentCode: string) => BoardCell | undefined {
  const index = new Map(cells.map((cell) => [`${cell.unitId}\u0000${cell.documentCode}`, cell]));
  return (unitId, documentCode) => index.get(`${unitId}\u0000${documentCode}`);
}

export interface BoardFilter { stage: string | null; overdue: boolean }

export const readBoardFilter = (search: URLSearchParams): BoardFilter => ({ stage: search.get('stage'), overdue: search.get('overdue') === '1' });

export function writeBoardFilter({ stage, overdue }: BoardFilter): URLSearchParams {
  const search = new URLSearchParams();
  if (stage) search.set('stage', stage);
  if (overdue) search.set('overdue', '1');
  return search;
}

export const matches = (cell: BoardCell, filter: BoardFilter): boolean => (!filter.stage || cell.stage === filter.stage) && (!filter.overdue || cell.overdue);

/** The latest first: those who are late longest lead the list. */
export const overdueCells = (cells: BoardCell[]): BoardCell[] => cells.filter((cell) => cell.overdue).sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''));

const finished = new Set(['Issued', 'Archived', 'Rejected', 'Withdrawn']);
export const isFinished = (cell: BoardCell): boolean => finished.has(cell.stage);
