import { useI18n } from '../i18n';
import { chineseNumber, rail } from './stages';

export function RoundRail({ stage, round, rounds }: { stage: string; round: number; rounds: number }) {
  const { t, language, word } = useI18n();
  const name = (kind: string, n: number) => (kind === 'up' || kind === 'down' ? t(`round.${kind}`, { n: language === 'zh' ? chineseNumber(n) : n }) : t(kind === 'meeting' ? 'case.rail.meeting' : 'case.rail.issue'));
  return (
    <ol className="rail" aria-label={t('case.rail')}>
      {rail(stage, round, rounds).map((stop) => (
        <li key={stop.key} className={`rail-${stop.state}`} aria-current={stop.state === 'current' ? 'step' : undefined}>
          <span className="rail-dot" aria-hidden>{stop.state === 'done' ? '✓' : ''}</span>
          <span className="rail-name">{name(stop.kind, stop.round)}{stop.state === 'current' || stop.state === 'stopped' ? <small>{word('stage', stage)}</small> : <span className="sr">{t(`case.rail.${stop.state}`)}</span>}</span>
        </li>
      ))}
    </ol>
  );
}
