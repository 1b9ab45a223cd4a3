import { Checkbox, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { api } from '../api/client';
import { stages } from '../cases/stages';
import { useI18n } from '../i18n';
import { ExportButton } from '../shell/ExportButton';
import { Loaded } from '../shell/states';
import { useNarrow } from '../shell/useNarrow';
import { readBoardFilter, writeBoardFilter, type BoardFilter } from './board';
import { BoardCards } from './BoardCards';
import { BoardMatrix } from './BoardMatrix';
import { BoardTotals } from './BoardTotals';
import { OverdueList } from './OverdueList';

export function BoardPage() {
  const { t, word } = useI18n();
  const { campaignId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const narrow = useNarrow();
  const filter = readBoardFilter(search);
  const change = (next: Partial<BoardFilter>) => setSearch(writeBoardFilter({ ...filter, ...next }), { replace: true });
  const query = useQuery({ queryKey: ['campaign', campaignId, 'board'], queryFn: () => api.get(`/campaigns/${encodeURIComponent(campaignId)}/board`) });
  return (
    <div className="page wide">
      <Loaded query={query} rows={12}>
        {(board) => (
          <>
            <header className="page-head">
              <h1>{board.campaign.name}</h1>
              <p className="page-sub">{t('campaign.startedOn', { date: board.campaign.start })} · {t('campaign.finishedOf', { done: board.campaign.finished ?? 0, all: board.cells.length })}</p>
              <span className="spacer" />
              <ExportButton path={`/campaigns/${encodeURIComponent(campaignId)}/board.xlsx`} query={{ stage: filter.stage, overdue: filter.overdue || null }} />
            </header>
            <BoardTotals board={board} filter={filter} change={change} />
            <div className="filters">
              <Select aria-label={t('board.stageFilter')} value={filter.stage ?? ''} onChange={(stage) => change({ stage: stage || null })}
                options={[{ value: '', label: t('board.allStages') }, ...stages.filter((stage) => board.totals.byStage[stage]).map((stage) => ({ value: stage, label: `${word('stage', stage)}（${board.totals.byStage[stage]}）` }))]} />
              <Checkbox checked={filter.overdue} onChange={(e) => change({ overdue: e.target.checked })}>{t('board.onlyOverdue')}</Checkbox>
              <span className="quiet legend">{t('board.legend')}</span>
            </div>
            {narrow ? <BoardCards board={board} filter={filter} /> : <BoardMatrix board={board} filter={filter} />}
            <OverdueList board={board} />
          </>
        )}
      </Loaded>
    </div>
  );
}
