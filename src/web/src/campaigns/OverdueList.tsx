import { Link } from 'react-router';
import type { Board } from '../api/types';
import { StageChip } from '../cases/StageChip';
import { useI18n } from '../i18n';
import { Due } from '../tasks/Due';
import { overdueCells } from './board';

export function OverdueList({ board }: { board: Board }) {
  const { t } = useI18n();
  const late = overdueCells(board.cells);
  const unit = new Map(board.units.map((u) => [u.id, u.name]));
  const document = new Map(board.documents.map((d) => [d.code, d.title]));
  return (
    <section className="overdue-list">
      <h2>{t('board.overdueList')}</h2>
      {late.length === 0 ? <p className="quiet">{t('board.noOverdue')}</p> : (
        <ul>
          {late.map((cell) => (
            <li key={cell.caseId}>
              <Link to={`/cases/${encodeURIComponent(cell.caseId)}`}>{unit.get(cell.unitId)} · {document.get(cell.documentCode)}</Link>
              <StageChip stage={cell.stage} />
              <Due at={cell.dueAt} state="overdue" stacked={false} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
