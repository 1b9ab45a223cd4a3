import { describe, expect, it } from 'vitest';
import type { Conflict, Diagram, HistoryRow, Opinion, TimelineEntry } from '../src/api/caseTypes';
import type { JsonSchema } from '../src/api/types';
import { businessFlow } from '../src/cases/businessFlow';
import { layeredLayout, nodeSize } from '../src/cases/layeredLayout';
import { replayStops } from '../src/cases/timeline';
import { missingSections, sameHeading, sameText } from '../src/drafts/template';
import { sideOf } from '../src/drafts/CompareText';
import { mergeItems, reconcile, splitItem, statistics, type Item } from '../src/forms/consolidation';
import { fieldNames } from '../src/forms/fieldNames';
import { check, outcomesOf, prune } from '../src/forms/schema';
import { countOf } from '../src/forms/vote';

const wording = { required: (n: string) => `${n}!`, choose: (n: string) => `${n}?`, tooLong: (n: string) => `${n}>`, tooSmall: (n: string) => `${n}<`, tooLarge: (n: string) => `${n}>>`, malformed: (n: string) => `${n}~` };
const schema: JsonSchema = {
  type: 'object', required: ['result', 'items'],
  properties: {
    result: { type: 'string', title: '结论', enum: ['A', 'B'] }, comment: { type: 'string', title: '意见', maxLength: 5 }, year: { type: 'integer', title: '年份', minimum: 1949 }, prefix: { type: 'string', title: '代字', pattern: '^[\\u4e00-\\u9fff]{1,12}$' },
    items: { type: 'array', title: '各条', items: { type: 'object', required: ['reason'], properties: { reason: { type: 'string', title: '理由' } } } },
  },
  'x-outcomes': { Yes: { title: '同意', style: 'primary', effect: '进入下一环节。' }, No: { title: '退回', style: 'danger', required: ['comment'] }, Silent: { style: 'hidden' } },
};

describe('a form', () => {
  it('names every missing field with the path of the server', () =>
    expect(check(schema, { items: [{ reason: ' ' }, { reason: 'x' }, {}] }, [], wording, 'zh')).toEqual([{ path: 'data.result', message: '结论?' }, { path: 'data.items[0].reason', message: '理由!' }, { path: 'data.items[2].reason', message: '理由!' }]));
  it('asks for what the chosen outcome needs', () => {
    expect(check(schema, { result: 'A', items: [] }, [], wording, 'zh')).toEqual([]);
    expect(check(schema, { result: 'A', items: [] }, ['comment', 'items'], wording, 'zh').map((p) => p.path)).toEqual(['data.comment', 'data.items']);
  });
  it('finds what is too long, too small or of the wrong form', () =>
    expect(check(schema, { result: 'A', items: [], comment: '123456', year: 1900, prefix: 'abc' }, [], wording, 'zh').map((p) => p.message)).toEqual(['意见>', '年份<', '代字~']));
  it('offers what may be chosen and hides what only a deadline decides', () => {
    expect(outcomesOf(schema, ['Yes', 'No', 'Silent'], 'zh').map((o) => [o.code, o.title, o.style])).toEqual([['Yes', '同意', 'primary'], ['No', '退回', 'danger']]);
    expect(outcomesOf(null, ['Approve'], 'en')).toEqual([{ code: 'Approve', title: 'Approve', style: 'default', required: [], effect: null }]);
  });
  it('sends no empty fields, keeps zero and no', () => expect(prune({ a: '', b: ' ', c: 0, d: false, e: null, f: [{ g: '', h: 'x' }] })).toEqual({ c: 0, d: false, f: [{ h: 'x' }] }));
  it('says a path in words', () => expect(fieldNames(schema, 'zh')('data.items[2].reason')).toBe('各条第 3 条 · 理由'));
});

const opinion = (id: string): Opinion => ({ id, round: 1, number: 1, version: null, unitId: 'A', unitName: '甲', personName: null, signedByName: null, result: null, category: 'Policy', location: '一', original: `原${id}`, proposed: null, reason: '因', basis: null, severity: 'Must', submittedAt: '', signedAt: '', itemId: null, disposition: null });

describe('consolidation', () => {
  const proposal = [{ opinionIds: ['1', '2'], location: '一', original: null, proposed: null, reason: '' }];
  it('starts from the proposal and forgets no opinion', () => expect(reconcile(null, proposal, [opinion('1'), opinion('2'), opinion('3')], [])?.map((i) => i.opinionIds)).toEqual([['1', '2'], ['3']]));
  it('keeps what was decided, drops what is gone, adds what is new', () => {
    const saved: Item[] = [{ opinionIds: ['9', '1'], location: '一', disposition: 'Adopt' }, { opinionIds: ['8'], location: '二' }];
    expect(reconcile(saved, proposal, [opinion('1'), opinion('2')], [])?.map((i) => [i.opinionIds, i.disposition])).toEqual([[['1'], 'Adopt'], [['2'], undefined]]);
  });
  it('marks items in conflict and changes nothing when nothing is to change', () => {
    const conflict: Conflict = { kind: 'Objection', location: '一', opinionIds: ['1'], unitIds: [], itemId: null, message: '', settled: false };
    const next = reconcile([{ opinionIds: ['1'], location: '一', disposition: 'Adopt' }], [], [opinion('1')], [conflict])!;
    expect(next[0]!.disposition).toBe('Coordinate');
    expect(reconcile(next, [], [opinion('1')], [conflict])).toBeNull();
  });
  it('merges into the first and splits into single opinions', () => {
    const items: Item[] = [{ opinionIds: ['1'], original: 'a', disposition: 'Adopt' }, { opinionIds: ['2'] }, { opinionIds: ['3'], original: 'b', disposition: 'Reject' }];
    const merged = mergeItems(items, [2, 0]);
    expect(merged.map((i) => i.opinionIds)).toEqual([['1', '3'], ['2']]);
    expect(merged[0]).toMatchObject({ original: 'a\nb', disposition: undefined });
    expect(splitItem(merged, 0, (id) => ({ opinionIds: [id] })).map((i) => i.opinionIds)).toEqual([['1'], ['3'], ['2']]);
  });
  it('counts opinions, not rows', () => expect(statistics([{ opinionIds: ['1', '2'], disposition: 'Adopt' }, { opinionIds: ['3'] }], [])).toEqual({ total: 3, adopted: 2, partial: 0, rejected: 0, coordinate: 0, open: 1 }));
});

describe('a vote', () => {
  const count = (expected: number, present: number, votesFor: number, votesAgainst = 0, votesDefer = 0) => countOf({ expected, present, votesFor, votesAgainst, votesDefer });
  it('needs more than half of those who should attend, not of those present', () => {
    expect(count(9, 4, 4)).toMatchObject({ quorum: false });
    expect(count(8, 8, 4)).toMatchObject({ quorum: true, passed: false });
    expect(count(9, 5, 5)).toMatchObject({ quorum: true, passed: true });
  });
  it('cannot have more votes than people present', () => expect([count(9, 5, 5, 1).tooMany, count(5, 6, 3).tooMany, count(9, 5, 3, 1, 1).tooMany]).toEqual([true, true, false]));
  it('is not judged before every number is there', () => expect(countOf({ expected: 9, present: 9, votesFor: 9 }).complete).toBe(false));
});

describe('a manuscript', () => {
  it('keeps a heading through another numbering, but not another name', () => expect([sameHeading('一、总体要求', '（二）总体 要求：'), sameHeading('一、总体要求', '二、主要任务'), sameHeading('', '')]).toEqual([true, false, false]));
  it('is the same text whatever the blanks', () => expect([sameText('甲 乙\n丙', '甲乙丙'), sameText('甲', '乙')]).toEqual([true, false]));
  it('lacks only what the template demands', () => expect(missingSections([{ heading: '总体要求', text: '' }], [{ heading: '一、总体要求', required: true, locked: false, text: '' }, { heading: '二、附则', required: false, locked: true, text: '' }, { heading: '三、参考', required: false, locked: false, text: '' }]).map((s) => s.heading)).toEqual(['二、附则']));
  it('shows each side its own words', () => {
    const spans = [{ kind: 'Same', text: '甲' }, { kind: 'Removed', text: '乙' }, { kind: 'Added', text: '丙' }] as const;
    expect([sideOf([...spans], 'left').map((s) => s.text).join(''), sideOf([...spans], 'right').map((s) => s.text).join('')]).toEqual(['甲乙', '甲丙']);
  });
});

it('a replay knows the stage at every step', () => {
  const entry = (id: number, at: string): TimelineEntry => ({ id, at, actorName: null, unitName: null, kind: 'Decision', text: '', comment: null, round: 1, stage: null, step: null, outcome: null, taskId: null, signature: null });
  const row = (seq: number, at: string, stage: string): HistoryRow => ({ instanceId: 'c', seq, at, activityId: null, activityType: null, activityName: null, event: 'Stage', outcome: null, actorName: null, round: 1, stage });
  expect(replayStops([entry(1, '2020-08-01T00:00:00Z'), entry(2, '2020-08-03T00:00:00Z')], [row(1, '2020-08-01T00:00:00Z', 'Drafting'), row(2, '2020-08-02T00:00:00Z', 'Intake'), row(3, '2020-08-04T00:00:00Z', 'Issued')]).map((s) => s.stage)).toEqual(['Drafting', 'Intake']);
});

describe('the picture of a flow', () => {
  const node = (id: string, parentId: string | null, step: string | null, isStart = false) => ({ id, type: step ? 'Orchestrator.HumanTask' : 'Elsa.Flowchart', title: id, titleZh: id, typeName: '', parentId, isContainer: !step, isStart, step, x: null, y: null });
  const edge = (source: string, label: string, target: string, backward = false) => ({ id: `${source}:${label}->${target}`, source, target, label, backward });
  const diagram: Diagram = {
    graph: { nodes: [node('root', null, null), node('check', 'root', 'Check'), node('box', 'root', null), node('write', 'root', 'Write', true), node('inner', 'box', 'Inner', true), node('if', 'root', null)], edges: [edge('write', 'Done', 'if'), edge('if', 'True', 'box'), edge('box', 'Done', 'check'), edge('check', 'No', 'write', true)] },
    visited: [{ nodeId: 'write', count: 2, lastAt: '' }, { nodeId: 'if', count: 2, lastAt: '' }, { nodeId: 'box', count: 1, lastAt: '' }, { nodeId: 'inner', count: 1, lastAt: '' }], current: ['inner'], taken: ['write:Done->if', 'if:True->box'],
  };
  const flow = businessFlow(diagram);
  it('joins what people do through decisions and containers', () => expect(flow.edges.map((e) => [e.id, e.taken, e.backward]).sort()).toEqual([['check>write', false, true], ['inner>check', false, false], ['write>inner', true, false]]));
  it('reads from top to bottom, ways that lead back against it', () => {
    const { corner, way } = layeredLayout(flow.nodes, flow.edges);
    expect([...corner].sort(([, a], [, b]) => a.y - b.y).map(([id]) => id)).toEqual(['write', 'inner', 'check']);
    const back = way.get('check>write')!;
    expect(back[0]!.y).toBeGreaterThan(back.at(-1)!.y);
  });
  it('runs no way across a node that it does not join', () => {
    const { corner, way } = layeredLayout(flow.nodes, flow.edges);
    const inner = corner.get('inner')!;
    for (const { x, y } of way.get('check>write')!) expect(x > inner.x && x < inner.x + nodeSize.width && y > inner.y && y < inner.y + nodeSize.height).toBe(false);
  });
  it('knows where the case is and has been', () => expect(flow.nodes.map((n) => [n.id, n.count, n.current])).toEqual([['write', 2, false], ['check', 0, false], ['inner', 1, true]]));
});
