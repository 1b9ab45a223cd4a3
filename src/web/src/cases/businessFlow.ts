import type { Diagram, GraphEdge, GraphNode } from '../api/caseTypes';

export interface FlowNode { id: string; title: string; step: string | null; count: number; lastAt: string | null; current: boolean; layer: number; lane: number }
export interface FlowEdge { id: string; source: string; target: string; label: string; taken: boolean; backward: boolean }

const matters = (node: GraphNode): boolean => Boolean(node.step) || /Dispatch|Barrier|BulkDispatch/.test(node.type);

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

  /** Goes on from `id` until something that matters is reached; `gone` while every step of the way was taken. */
  function follow(origin: string, id: string, label: string, gone: boolean, seen: Map<string, boolean>): void {
    const known = seen.get(id);
    if (known !== undefined && (known || !gone)) return;
    seen.set(id, gone);
    const node = byId.get(id);
    if (!node) return;
    if (id !== origin && matters(node)) {
      const key = `${origin}>${id}`;
      const before = found.get(key);
      found.set(key, { id: key, source: origin, target: id, label: before && before.label !== label ? '' : label, taken: (before?.taken ?? false) || gone, backward: false });
      return;
    }
    const inner = id === origin ? [] : starts(id);
    if (inner.length > 0) {
      for (const start of inner) follow(origin, start.id, label, gone && visited.has(start.id), seen);
      return;
    }
    leave(origin, id, label, gone, seen);
  }
  function leave(origin: string, id: string, label: string, gone: boolean, seen: Map<string, boolean>): void {
    const next = out.get(id) ?? [];
    for (const edge of next) follow(origin, edge.target, label || (edge.label && edge.label !== 'Done' ? edge.label : ''), gone && taken.has(edge.id), seen);
    const parent = byId.get(id)?.parentId;
    if (next.length === 0 && parent && byId.has(parent)) leave(origin, parent, label, gone, seen);
  }
  for (const node of chosen) {
    if (!visited.has(node.id)) leave(node.id, node.id, '', false, new Map());
    else leave(node.id, node.id, '', true, new Map());
  }

  const list = [...found.values()].filter((e) => e.source !== e.target);
  const layers = layering(chosen.map((n) => n.id), list);
  const lanes = new Map<number, number>();
  return {
    edges: list.map((e) => ({ ...e, backward: layers.get(e.source)! >= layers.get(e.target)! })),
    nodes: chosen.map((n) => {
      const layer = layers.get(n.id) ?? 0;
      const lane = lanes.get(layer) ?? 0;
      lanes.set(layer, lane + 1);
      const seen = visited.get(n.id);
      return { id: n.id, title: n.title, step: n.step ?? null, count: seen?.count ?? 0, lastAt: seen?.lastAt ?? null, current: current.has(n.id), layer, lane };
    }),
  };
}

/** Longest way from the beginning, ways that lead back left out. */
function layering(ids: string[], edges: FlowEdge[]): Map<string, number> {
  const out = new Map<string, string[]>();
  for (const e of edges) out.set(e.source, [...(out.get(e.source) ?? []), e.target]);
  const state = new Map<string, 1 | 2>();
  const order: string[] = [];
  const forward = new Set<string>();
  const visit = (id: string): void => {
    state.set(id, 1);
    for (const next of out.get(id) ?? []) {
      if (state.get(next) === 1) continue;
      forward.add(`${id}>${next}`);
      if (!state.has(next)) visit(next);
    }
    state.set(id, 2);
    order.unshift(id);
  };
  for (const id of ids) if (!state.has(id)) visit(id);
  const layer = new Map(ids.map((id) => [id, 0]));
  for (const id of order) for (const next of out.get(id) ?? []) if (forward.has(`${id}>${next}`)) layer.set(next, Math.max(layer.get(next) ?? 0, layer.get(id)! + 1));
  return layer;
}
