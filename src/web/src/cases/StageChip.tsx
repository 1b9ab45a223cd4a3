import { useI18n } from '../i18n';
import { stageTone } from './stages';

export function StageChip({ stage }: { stage: string | null | undefined }) {
  const { word } = useI18n();
  return stage ? <span className={`chip tone-${stageTone(stage)}`}>{word('stage', stage)}</span> : null;
}

export function Flags({ flags }: { flags: string[] }) {
  const { word } = useI18n();
  return flags.map((flag) => <span key={flag} className={`flag flag-${flag}`}>{word('flag', flag)}</span>);
}
