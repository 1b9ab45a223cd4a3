import { Progress } from 'antd';
import { useNavigate } from 'react-router';
import type { Board, BoardCell } from '../api/types';
import { short } from '../calendar/moment';
import { stageTone } from '../cases/stages';
import { useI18n } from '../i18n';
import { ReviseTemplate } from './ReviseTemplate';
import { cellIndex, isFinished, matches, type BoardFilter } from './board';

const open = (cell: BoardCell) => `/cases/${encodeURIComponent(cell.caseId)}`;

/** Units down, documents across; the first row and column stay in sight. */
export function BoardMatrix({ board, filter }: { board: Board; filter: BoardFilter }) {
  const { t, word } = useI18n();
  const at = cellIndex(board.cells);
  return (
    <div className="matrix-frame" tabIndex={0} role="region" aria-label={board.campaign.name}>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col" className="corner">{t('board.units')}</th>
            {board.documents.map((document) => (
              <th scope="col" key={document.code}>
                <span className="document-title">{document.title}</span>
                {document.templateVersion ? <ReviseTemplate campaignId={board.campaign.id} code={document.code} title={document.title} /> : null}
                <small>{word('class', document.class)} · {document.templateVersion ? t('board.template', { n: document.templateVersion }) : t('board.noTemplate')}</small>
              </th>
            ))}
            <th scope="col">{t('board.total')}</th>
          </tr>
        </thead>
        <tbody>
          {board.units.map((unit) => {
            const row = board.cells.filter((cell) => cell.unitId === unit.id);
            const done = row.filter(isFinished).length;
            return (
              <tr key={unit.id}>
                <th scope="row">{unit.name}</th>
                {board.documents.map((document) => <Cell key={document.code} cell={at(unit.id, document.code)} filter={filter} label={`${unit.name} ${document.title}`} />)}
                <td className="row-total">
                  <Progress percent={row.length ? Math.round((done / row.length) * 100) : 0} size="small" showInfo={false} aria-label={t('campaign.finishedOf', { done, all: row.length })} />
                  <small>{done} / {row.length}</small>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell, filter, label }: { cell: BoardCell | undefined; filter: BoardFilter; label: string }) {
  const { t, word } = useI18n();
  const navigate = useNavigate();
  if (!cell) return <td className="no-case" title={t('board.noCase')}>—</td>;
  const faded = !matches(cell, filter);
  const due = cell.dueAt ? t('board.due', { due: short(cell.dueAt) }) : '';
  return (
    <td className={faded ? 'faded' : undefined}>
      <button type="button" className={`cell tone-${stageTone(cell.stage)}${cell.overdue ? ' overdue' : ''}`} onClick={() => void navigate(open(cell))} data-testid={`cell-${cell.unitId}-${cell.documentCode}`}
        title={`${label}\n${word('stage', cell.stage)} · ${t('round.n', { n: cell.round })} ${cell.version ?? ''}\n${due}${cell.flags.length ? `\n${cell.flags.map((flag) => word('flag', flag)).join('、')}` : ''}`}>
        <span className="cell-stage">{word('stage', cell.stage)}</span>
        <span className="cell-more">
          <small>{t('round.n', { n: cell.round })}</small>
          {cell.overdue && <em>{word('flag', 'Overdue')}</em>}
          {cell.flags.filter((flag) => flag !== 'Overdue' && flag !== 'FormSilence').slice(0, 1).map((flag) => <i key={flag}>{word('flag', flag)}</i>)}
        </span>
      </button>
    </td>
  );
}
