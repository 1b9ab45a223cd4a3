import { Link } from 'react-router';
import type { Board } from '../api/types';
import { short } from '../calendar/moment';
import { Flags, StageChip } from '../cases/StageChip';
import { useI18n } from '../i18n';
import { Empty } from '../shell/states';
import { isFinished, matches, type BoardFilter } from './board';

/** The board on a phone: one folded list per unit. */
export function BoardCards({ board, filter }: { board: Board; filter: BoardFilter }) {
  const { t } = useI18n();
  const title = new Map(board.documents.map((document) => [document.code, document.title]));
  const shown = board.units.map((unit) => ({ unit, cells: board.cells.filter((cell) => cell.unitId === unit.id && matches(cell, filter)) })).filter(({ cells }) => cells.length > 0);
  if (shown.length === 0) return <Empty title={t('state.emptyFiltered')} />;
  const narrowed = filter.stage !== null || filter.overdue;
  return shown.map(({ unit, cells }) => (
    <details className="unit-fold" key={unit.id} open={narrowed}>
      <summary><b>{unit.name}</b><span>{t('campaign.finishedOf', { done: cells.filter(isFinished).length, all: cells.length })}</span>{cells.some((cell) => cell.overdue) && <span className="late">{t('campaign.overdueCount', { n: cells.filter((cell) => cell.overdue).length })}</span>}</summary>
      <ul>
        {cells.map((cell) => (
          <li key={cell.caseId}>
            <Link to={`/cases/${encodeURIComponent(cell.caseId)}`}>{title.get(cell.documentCode)}</Link>
            <span className="stage-round"><StageChip stage={cell.stage} /><small>{t('round.n', { n: cell.round })}</small><Flags flags={cell.flags} /></span>
            {cell.dueAt && <small className="quiet">{t('board.due', { due: short(cell.dueAt) })}</small>}
          </li>
        ))}
      </ul>
    </details>
  ));
}
