import { Button, Dropdown, Input } from 'antd';
import type { TextAreaProps, TextAreaRef } from 'antd/es/input/TextArea';
import { useQuery } from '@tanstack/react-query';
import { useRef, type ChangeEvent } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import { useI18n } from '../i18n';
import { insertAt } from './insertAt';

export const usePhrases = () => useQuery({ queryKey: ['phrases'], queryFn: () => api.get('/phrases'), staleTime: 60_000 });

/** A field of several lines for an opinion, with a button that puts one of the person's phrases where the cursor is. */
export function OpinionArea({ value = '', onChange, ...props }: Omit<TextAreaProps, 'value' | 'onChange'> & { value?: string; onChange: (event: ChangeEvent<HTMLTextAreaElement>) => void }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const area = useRef<TextAreaRef>(null);
  const phrases = usePhrases().data;
  function insert(phrase: string) {
    const field = area.current?.resizableTextArea?.textArea;
    if (!field) return;
    const made = insertAt(value, phrase, field.selectionStart, field.selectionEnd, props.maxLength);
    onChange({ target: { value: made.text } } as ChangeEvent<HTMLTextAreaElement>);
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(made.cursor, made.cursor);
    });
  }
  const item = (phrase: string, i: number, group: string) => ({ key: `${group}${i}`, label: phrase, onClick: () => insert(phrase) });
  const own = (phrases?.own ?? []).map((phrase, i) => item(phrase, i, 'o'));
  return (
    <div className="opinion-area">
      <Dropdown trigger={['click']} placement="bottomRight" disabled={!phrases || props.disabled} classNames={{ root: 'phrases-menu' }}
        menu={{ items: [...own, ...(own.length > 0 ? [{ type: 'divider' as const }] : []), ...(phrases?.shipped ?? []).map((phrase, i) => item(phrase, i, 's')), { type: 'divider' }, { key: 'settings', label: t('phrases.manage'), onClick: () => void navigate('/settings') }] }}>
        <Button type="link" size="small" className="phrases-button" data-testid="phrases">{t('phrases.title')}</Button>
      </Dropdown>
      <Input.TextArea {...props} ref={area} value={value} onChange={onChange} />
    </div>
  );
}
