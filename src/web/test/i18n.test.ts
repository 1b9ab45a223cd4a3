import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from '../src/i18n/en';
import { zh } from '../src/i18n/zh';
import { fill, wordFor } from '../src/i18n';
import { documentSteps, matterSteps, steps } from '../src/tasks/steps';
import { stages } from '../src/cases/stages';

const languages: [string, Record<string, string>][] = [['zh', zh], ['en', en]];
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

/** Every value that any workflow gives to a member called `name`. */
function literals(name: string): Set<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    if (typeof value !== 'object' || value === null) return;
    const member = (value as Record<string, { expression?: { type?: string; value?: unknown } }>)[name];
    if (member?.expression?.type === 'Literal' && typeof member.expression.value === 'string') found.add(member.expression.value);
    Object.values(value).forEach(look);
  };
  for (const capability of ['reviews', 'matters']) {
    const folder = new URL(`../../../workflows/${capability}/`, import.meta.url);
    for (const file of readdirSync(folder)) if (file.endsWith('.json')) look(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  }
  return found;
}

describe('dictionaries', () => {
  it('both have every key', () => expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort()));

  it('no text is empty', () => {
    for (const [language, texts] of languages) expect(Object.entries(texts).filter(([, text]) => !text.trim()), language).toEqual([]);
  });

  it('both put in the same values', () => {
    const differing = Object.keys(zh).filter((key) => String(placeholders(zh[key as keyof typeof zh])) !== String(placeholders(en[key as keyof typeof en])));
    expect(differing).toEqual([]);
  });

  it('no Chinese is left in an English text, but for the switch to Chinese and what goes into a document', () => {
    const intoDocuments = ['form.prefixHint', 'form.templateOutline', 'transfer.docNoExample', 'transfer.noticeNoExample'];
    expect(Object.entries(en).filter(([key, text]) => /[\u4e00-\u9fff]/.test(text) && !key.startsWith('app.language') && !intoDocuments.includes(key))).toEqual([]);
  });

  it('every key that the sources ask for exists', () => {
    const asked = new Set<string>();
    const read = (folder: URL): void => {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (entry.isDirectory()) read(new URL(`${entry.name}/`, folder));
        else if (/\.tsx?$/.test(entry.name)) for (const [, key] of readFileSync(new URL(entry.name, folder), 'utf8').matchAll(/\bt\('([\w.]+)'/g)) asked.add(key!);
      }
    };
    read(new URL('../src/', import.meta.url));
    expect(asked.size).toBeGreaterThan(50);
    expect([...asked].filter((key) => !(key in zh))).toEqual([]);
  });

  it('every step of the shipped workflows has a name and can be filtered', () => {
    const used = [...literals('step')];
    const all: readonly string[] = [...steps, ...matterSteps];
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((step) => !(`step.${step}` in zh))).toEqual([]);
    expect(used.filter((step) => !all.includes(step))).toEqual([]);
    expect(all.filter((step) => !used.includes(step))).toEqual([]);
  });

  it('every kind of incident has a name', () => {
    const source = readFileSync(new URL('../../Orchestrator.Runtime/Operations/IncidentKinds.cs', import.meta.url), 'utf8');
    const kinds = [...source.matchAll(/const string \w+ = "(\w+)"/g)].map(([, kind]) => kind);
    expect(kinds.length).toBeGreaterThan(3);
    expect(kinds.filter((kind) => !(`incidentKind.${kind}` in zh))).toEqual([]);
  });

  it('every stage has a name', () => expect(stages.filter((stage) => !(`stage.${stage}` in zh))).toEqual([]));

  it('the steps without a case page are those of the template workflow', () => {
    const template = readFileSync(new URL('../../../workflows/reviews/template.json', import.meta.url), 'utf8');
    for (const step of documentSteps) expect(template).toContain(`"${step}"`);
  });
});

describe('texts', () => {
  it('take their values', () => expect(fill('剩 {n} 个工作日', { n: 3 })).toBe('剩 3 个工作日'));
  it('keep a place that nobody filled visible', () => expect(fill('{a}{b}', { a: 1 })).toBe('1{b}'));
  it('show a code that the client does not know as it came', () => expect(wordFor('zh', 'stage', 'Newer')).toBe('Newer'));
});
