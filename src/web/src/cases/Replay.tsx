import { PauseOutlined, CaretRightOutlined, StepBackwardOutlined, StepForwardOutlined } from '@ant-design/icons';
import { Button, Slider } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { CaseDetail, HistoryRow, TimelineEntry } from '../api/caseTypes';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { RoundRail } from './RoundRail';
import { StageChip } from './StageChip';
import { replayStops } from './timeline';

/** `position` counts the entries that have happened; null is now. */
export function Replay({ detail, entries, history, position, setPosition }: { detail: CaseDetail; entries: TimelineEntry[]; history: HistoryRow[]; position: number | null; setPosition: (position: number | null) => void }) {
  const { t } = useI18n();
  const [playing, setPlaying] = useState(false);
  const stops = useMemo(() => replayStops(entries, history), [entries, history]);
  const at = position ?? entries.length;
  useEffect(() => {
    if (!playing) return undefined;
    const timer = window.setTimeout(() => {
      if (at >= entries.length) { setPlaying(false); setPosition(null); } else setPosition(at + 1);
    }, 700);
    return () => window.clearTimeout(timer);
  }, [playing, at, entries.length, setPosition]);
  const stop = stops[at - 1];
  return (
    <div className="replay" aria-label={t('case.replay')} data-testid="replay">
      <b>{t('case.replay')}</b>
      <Button size="small" icon={<StepBackwardOutlined />} aria-label={t('case.replay.first')} onClick={() => { setPlaying(false); setPosition(1); }} />
      <Button size="small" icon={playing ? <PauseOutlined /> : <CaretRightOutlined />} aria-label={t(playing ? 'case.replay.pause' : 'case.replay.play')} onClick={() => { if (!playing && at >= entries.length) setPosition(1); setPlaying(!playing); }} />
      <Button size="small" icon={<StepForwardOutlined />} aria-label={t('case.replay.last')} onClick={() => { setPlaying(false); setPosition(null); }} />
      <Slider min={1} max={entries.length} value={at} onChange={(n) => { setPlaying(false); setPosition(n === entries.length ? null : n); }} tooltip={{ formatter: (n) => minute(stops[(n ?? 1) - 1]?.at) }} ariaLabelForHandle={t('case.replay')} />
      <span className="quiet">{t('case.replay.step', { n: at, total: entries.length })}</span>
      {position !== null && stop && (
        <div className="replay-at"><time>{minute(stop.at)}</time><StageChip stage={stop.stage} /><span>{t('round.n', { n: stop.round })}</span><div style={{ flex: '1 1 420px' }}>{stop.stage && <RoundRail stage={stop.stage} round={stop.round} rounds={detail.rounds} />}</div></div>
      )}
    </div>
  );
}
