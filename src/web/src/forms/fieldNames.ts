import type { JsonSchema } from '../api/types';
import type { Language } from '../i18n';
import { titleOf } from './schema';

/** Reads a path of the server (`data.opinions[2].reason`) the way a person would say it. */
export const fieldNames = (schema: JsonSchema | null, language: Language) => (path: string): string | undefined => {
  if (!schema || !path.startsWith('data.')) return undefined;
  const words: string[] = [];
  let at: JsonSchema | undefined = schema;
  for (const part of path.slice(5).split('.')) {
    const [, key, , index] = /^([^[]+)(\[(\d+)\])?/.exec(part) ?? [];
    at = key ? at?.properties?.[key] : undefined;
    if (!at) return words.join(' · ') || undefined;
    const title = titleOf(at, language, key);
    words.push(index === undefined ? title : language === 'zh' ? `${title}第 ${Number(index) + 1} 条` : `${title} ${Number(index) + 1}`);
    if (index !== undefined) at = at.items;
  }
  return words.join(' · ');
};
