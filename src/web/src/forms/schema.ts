import type { FieldProblem, JsonSchema } from '../api/types';
import { wordFor, type Language } from '../i18n';

export type Data = Record<string, unknown>;
export type OutcomeStyle = 'primary' | 'default' | 'warning' | 'danger';
export interface OutcomeSpec { code: string; title: string; style: OutcomeStyle; required: string[]; effect: string | null }

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export const titleOf = (schema: JsonSchema | undefined, language: Language, otherwise = ''): string =>
  (language === 'en' ? text(schema?.['x-title-en']) : null) ?? text(schema?.title) ?? otherwise;

/** The outcomes a person may choose, in the order of the task; what the schema hides stays hidden. */
export function outcomesOf(schema: JsonSchema | null, codes: string[], language: Language): OutcomeSpec[] {
  const known = (schema?.['x-outcomes'] ?? {}) as Record<string, Record<string, unknown>>;
  // A form that serves steps with outcomes of any name titles them by their order.
  const ordered = (schema?.['x-outcomes-in-order'] ?? []) as Record<string, unknown>[];
  return codes.flatMap((code, n) => {
    const found = known[code] ?? ordered[n] ?? {};
    if (found.style === 'hidden') return [];
    const style = found.style === 'primary' || found.style === 'warning' || found.style === 'danger' ? found.style : 'default';
    return [{
      code, style,
      title: (language === 'en' ? text(found['x-title-en']) : null) ?? text(found.title) ?? wordFor(language, 'outcome', code),
      required: Array.isArray(found.required) ? (found.required as string[]) : [],
      effect: (language === 'en' ? text(found['x-effect-en']) : null) ?? text(found.effect),
    }];
  });
}

export interface Option { value: string; title: string }

export function optionsOf(schema: JsonSchema | undefined, language: Language): Option[] {
  const titles = (schema?.[language === 'en' ? 'x-enum-titles-en' : 'x-enum-titles'] ?? []) as string[];
  return (schema?.enum ?? []).map((value, i) => ({ value: String(value), title: titles[i] ?? wordFor(language, 'enum', String(value)) }));
}

const blank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

/** What is sent: fields left empty are left out, so that an optional field is either filled or absent. */
export function prune<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item) => prune(item as unknown)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).filter(([, v]) => v !== undefined && v !== null && !(typeof v === 'string' && v.trim() === '')).map(([k, v]) => [k, prune(v as unknown)]),
  ) as T;
}

export interface Wording { required: (name: string) => string; tooLong: (name: string, most: number) => string; tooSmall: (name: string, least: number) => string; tooLarge: (name: string, most: number) => string; malformed: (name: string) => string; choose: (name: string) => string }

/** Checks what can be checked without the server, with the paths the server uses (`data.opinions[2].reason`). */
export function check(schema: JsonSchema | null, data: Data, required: string[], wording: Wording, language: Language): FieldProblem[] {
  if (!schema) return [];
  const found: FieldProblem[] = [];
  walk({ ...schema, required: [...new Set([...(schema.required ?? []), ...required])] }, data, 'data', '', found, wording, language, new Set(required));
  return found;
}

function walk(schema: JsonSchema, value: unknown, path: string, name: string, found: FieldProblem[], wording: Wording, language: Language, filled: ReadonlySet<string>): void {
  if (schema.properties && value !== null && typeof value === 'object') {
    const object = value as Data;
    for (const [key, inner] of Object.entries(schema.properties)) {
      const title = titleOf(inner, language, key);
      const at = `${path}.${key}`;
      const empty = blank(object[key]);
      const mayBeEmptyList = inner.type === 'array' && !inner.minItems && !filled.has(key);
      if (empty && schema.required?.includes(key) && !mayBeEmptyList) found.push({ path: at, message: inner.enum ? wording.choose(title) : wording.required(title) });
      else if (!empty) walk(inner, object[key], at, title, found, wording, language, none);
    }
  } else if (schema.items && Array.isArray(value)) {
    value.forEach((item, i) => walk(schema.items!, item, `${path}[${i}]`, name, found, wording, language, none));
  } else if (typeof value === 'string') {
    if (schema.maxLength !== undefined && value.length > schema.maxLength) found.push({ path, message: wording.tooLong(name, schema.maxLength) });
    else if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) found.push({ path, message: wording.malformed(name) });
  } else if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum) found.push({ path, message: wording.tooSmall(name, schema.minimum) });
    if (schema.maximum !== undefined && value > schema.maximum) found.push({ path, message: wording.tooLarge(name, schema.maximum) });
  }
}

const none: ReadonlySet<string> = new Set();

/** Fields are addressed without the leading `data.`; problems of the manuscript keep their `draft.`. */
export const fieldPath = (path: string): string => path.replace(/^data\./, '');
