import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en } from './en';
import { zh } from './zh';

export type Language = 'zh' | 'en';
export type Key = keyof typeof zh;
export type Params = Record<string, string | number>;
export const dictionaries: Record<Language, Record<Key, string>> = { zh, en };

export function fill(text: string, params?: Params): string {
  return params ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)) : text;
}

/** The client's word for a code of the server (`stage.Drafting`); a code it does not know is shown as it came. */
export function wordFor(language: Language, group: string, code: string | null | undefined): string {
  if (!code) return '';
  return (dictionaries[language] as Record<string, string>)[`${group}.${code}`] ?? code;
}

interface I18n {
  language: Language;
  setLanguage: (language: Language) => void;
  t: (key: Key, params?: Params) => string;
  word: (group: string, code: string | null | undefined) => string;
}

const Context = createContext<I18n | null>(null);
const storageKey = 'language';

export function I18nProvider({ children }: { children: ReactNode }) {
  const [language, set] = useState<Language>(() => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh'));
  useEffect(() => { document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'; }, [language]);
  const value = useMemo<I18n>(
    () => ({
      language,
      setLanguage(next) {
        localStorage.setItem(storageKey, next);
        set(next);
      },
      t: (key, params) => fill(dictionaries[language][key], params),
      word: (group, code) => wordFor(language, group, code),
    }),
    [language],
  );
  return <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
  const value = use(Context);
  if (!value) throw new Error('useI18n outside I18nProvider');
  return value;
}
