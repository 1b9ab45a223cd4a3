import { useI18n } from '../../i18n';

const tones: Record<string, string> = { Failing: 'dispute', GivenUp: 'issue', TakenIn: 'done' };

export function LetterState({ state }: { state: string }) {
  const { word } = useI18n();
  return <span className={`chip tone-${tones[state] ?? 'idle'}`}>{word('letterState', state)}</span>;
}
