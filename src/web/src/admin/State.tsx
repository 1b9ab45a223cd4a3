import { useI18n } from '../i18n';

export const State = ({ group, value }: { group: string; value: string }) => {
  const { word } = useI18n();
  const tone = ['Finished', 'Resolved', 'Sent'].includes(value) ? 'done' : ['Faulted', 'Failed', 'Open', 'Retrying'].includes(value) ? 'issue' : 'idle';
  return <span className={`chip tone-${tone}`}>{word(group, value)}</span>;
};
