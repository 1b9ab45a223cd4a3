import type { Board } from '../api/types';
import { stages, stageTone } from '../cases/stages';
import { useI18n } from '../i18n';
import type { BoardFilter } from './board';

/** How far the whole campaign is: one bar of all cases by stage, then the figures that the office reports. */
export function BoardTotals({ board, filter, change }: { board: Board; filter: BoardFilter; change: (next: Partial<BoardFilter>) => void }) {
  const { t, word, language } = useI18n();
  const { totals } = board;
  const present = stages.filter((stage) => totals.byStage[stage]);
  return (
    <section className="board-totals">
      <div className="stage-bar" role="group" aria-label={t('board.stageFilter')}>
        {present.map((stage) => (
          <button type="button" key={stage} style={{ flexGrow: totals.byStage[stage] }} className={`tone-${stageTone(stage)}${filter.stage === stage ? ' chosen' : ''}`}
            aria-pressed={filter.stage === stage} title={`${word('stage', stage)} ${totals.byStage[stage]}`} onClick={() => change({ stage: filter.stage === stage ? null : stage })}>
            <b>{totals.byStage[stage]}</b><span>{word('stage', stage)}</span>
          </button>
        ))}
      </div>
      <ul className="figures">
        <li className={totals.overdue ? 'late' : undefined} data-testid="total-overdue">{t('campaign.overdueCount', { n: totals.overdue })}</li>
        {totals.byRound?.map((round) => <li key={round.round} data-testid={`total-round-${round.round}`}>{t('board.onTime', { ...round })}</li>)}
        {totals.opinions && totals.opinions.total > 0 && <li>{language === 'zh' ? totals.opinions.line : t('form.statistics', { ...totals.opinions, open: 0 })}</li>}
        {!!totals.openDisputes && <li>{t('board.disputes', { n: totals.openDisputes })}</li>}
        {totals.decisions && Object.entries(totals.decisions).map(([decision, n]) => <li key={decision}>{word('outcome', decision)} {t('campaign.cases', { n })}</li>)}
        {!!totals.issued && <li>{t('board.issued', { n: totals.issued })}</li>}
      </ul>
    </section>
  );
}
