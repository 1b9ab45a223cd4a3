import { Graph, layout } from '@dagrejs/dagre';
import type { FlowEdge, FlowNode } from './businessFlow';

export interface Point { x: number; y: number }
export interface Layout { width: number; height: number; corner: Map<string, Point>; way: Map<string, Point[]> }

export const nodeSize = { width: 140, height: 52 };

/** Layers from top to bottom in pixels; ways between layers pass beside the nodes, those that lead back run against the order. */
export function layeredLayout(nodes: FlowNode[], edges: FlowEdge[]): Layout {
  const graph = new Graph({ directed: true, multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 16, edgesep: 12, ranksep: 36, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, { ...nodeSize });
  // What leads back is laid out the other way round, so that it does not pull its end down.
  for (const edge of edges) graph.setEdge(edge.backward ? edge.target : edge.source, edge.backward ? edge.source : edge.target, { weight: edge.backward ? 1 : 4 }, edge.id);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    corner: new Map(nodes.map(({ id }) => { const { x, y } = graph.node(id) as Point; return [id, { x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 }]; })),
    way: new Map(edges.map((edge) => {
      const { points } = graph.edge(edge.backward ? edge.target : edge.source, edge.backward ? edge.source : edge.target, edge.id) as { points: Point[] };
      return [edge.id, edge.backward ? [...points].reverse() : points];
    })),
  };
}

/** A line through the points with rounded corners, as an SVG path. */
export function roundedPath(points: Point[], radius = 14): string {
  const [start, ...rest] = points;
  if (!start) return '';
  const parts = [`M${start.x},${start.y}`];
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    const before = points[index]!;
    if (!next) { parts.push(`L${point.x},${point.y}`); return; }
    const into = towards(point, before, radius);
    const outOf = towards(point, next, radius);
    parts.push(`L${into.x},${into.y}Q${point.x},${point.y} ${outOf.x},${outOf.y}`);
  });
  return parts.join('');
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const part = Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
