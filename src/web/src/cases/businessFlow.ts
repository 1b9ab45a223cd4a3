import type { Diagram, GraphEdge, GraphNode } from '../api/caseTypes';

export interface FlowNode { id: string; title: string; step: string | null; count: number; lastAt: string | null; current: boolean }
export interface FlowEdge { id: string; source: string; target: string; label: string; taken: boolean; backward: boolean }

const matters = (node: GraphNode): boolean => Boolean(node.step) || /Dispatch|\.Barrier$/.test(node.type);

interface Way { label: string; gone: boolean; back: boolean }

/**
 * The definition as people speak of it: only what somebody does or waits for, joined where the definition leads from one to the
 * other through decisions, forks and settings.
 */
export function businessFlow(diagram: Diagram): { nodes: FlowNode[]; edges: FlowEdge[] } {
  const { nodes, edges } = diagram.graph;
  const byId = new Map(nodes.map((n) => [n.id, n]));
  const visited = new Map(diagram.visited.map((v) => [v.nodeId, v]));
  const taken = new Set(diagram.taken);
  const current = new Set(diagram.current);
  const out = new Map<string, GraphEdge[]>();
  for (const edge of edges) out.set(edge.source, [...(out.get(edge.source) ?? []), edge]);
  const starts = (container: string): GraphNode[] => {
    const inside = nodes.filter((n) => n.parentId === container);
    const marked = inside.filter((n) => n.isStart);
    return marked.length > 0 ? marked : inside.slice(0, 1);
  };
  const chosen = nodes.filter(matters);
  const found = new Map<string, FlowEdge>();

  // A way whose end last ran before its only beginning was never gone, though each part of it was, at another time.
  const after = (source: string, target: string): boolean => {
    const [a, b] = [visited.get(source), visited.get(target)];
    return !a || !b || a.count > 1 || b.lastAt >= a.lastAt;
  };

  /** Goes on from `id` until something that matters is reached; `gone` while every step of the way was taken, `back` once one leads back. */
  function follow(origin: string, id: string, way: Way, seen: Set<string>): void {
    const key = `${id} ${way.gone} ${way.back}`;
    const node = byId.get(id);
    if (!node || seen.has(key)) return;
    seen.add(key);
    if (matters(node)) {
      const edge = `${origin}>${id}`;
      const before = found.get(edge);
      found.set(edge, { id: edge, source: origin, target: id, label: before && before.label !== way.label ? '' : way.label, taken: (before?.taken ?? false) || (way.gone && after(origin, id)), backward: (before?.backward ?? true) && way.back });
      return;
    }
    const inner = starts(id);
    if (inner.length === 0) leave(origin, id, way, seen);
    for (const start of inner) follow(origin, start.id, { ...way, gone: way.gone && visited.has(start.id) }, seen);
  }
  function leave(origin: string, id: string, way: Way, seen: Set<string>): void {
    const next = out.get(id) ?? [];
    for (const edge of next) follow(origin, edge.target, { label: way.label || (edge.label === 'Done' ? '' : edge.label), gone: way.gone && taken.has(edge.id), back: way.back || edge.backward }, seen);
    const parent = byId.get(byId.get(id)?.parentId ?? '');
    // The end of one branch of a fork is not what its other branches lead to.
    if (parent && !parent.type.endsWith('.Fork') && next.every((edge) => edge.backward)) leave(origin, parent.id, way, seen);
  }
  for (const node of chosen) leave(node.id, node.id, { label: '', gone: visited.has(node.id), back: false }, new Set());
  // Where the case begins is where the picture begins.
  const entries = nodes.filter((n) => !n.parentId || !byId.has(n.parentId));
  for (const root of entries) follow('', root.id, { label: '', gone: true, back: false }, new Set());
  const begins = new Set([...found.values()].filter((e) => e.source === '').map((e) => e.target));
  const list = [...found.values()].filter((e) => e.source !== '' && e.source !== e.target);
  return {
    edges: list,
    nodes: [...chosen.filter((n) => begins.has(n.id)), ...chosen.filter((n) => !begins.has(n.id))].map((n) => {
      const seen = visited.get(n.id);
      return { id: n.id, title: n.title, step: n.step ?? null, count: seen?.count ?? 0, lastAt: seen?.lastAt ?? null, current: current.has(n.id) };
    }),
  };
}
