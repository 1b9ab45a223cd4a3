import type { Diagram } from '../api/caseTypes';
import type { InstanceHistoryRow, InstanceInside, WorkflowGraph } from '../api/types';

/** The definition with what this instance did in it, in the form that the diagram of a case has. */
export function diagramOf(graph: WorkflowGraph, history: InstanceHistoryRow[], waiting: InstanceInside['waiting']): Diagram {
  const visited = new Map<string, { nodeId: string; count: number; lastAt: string }>();
  for (const row of history) {
    if (!row.activityId || !['Completed', 'Suspended', 'Resumed'].includes(row.event)) continue;
    const before = visited.get(row.activityId);
    visited.set(row.activityId, { nodeId: row.activityId, count: (before?.count ?? 0) + (row.event === 'Completed' ? 1 : 0), lastAt: row.at });
  }
  const done = new Set(history.flatMap((row) => (row.event === 'Completed' && row.activityId ? (row.outcome ?? 'Done').split(',').map((port) => `${row.activityId}:${port}`) : [])));
  return {
    graph: {
      nodes: graph.nodes.map((node) => ({ id: node.id, type: node.type, title: node.name, step: node.step, parentId: node.container, isStart: node.isStart })),
      edges: graph.edges.map((edge) => ({ id: edge.id, source: edge.source, target: edge.target, label: edge.port, backward: edge.backward })),
    },
    visited: [...visited.values()].filter((one) => one.count > 0),
    taken: graph.edges.filter((edge) => done.has(`${edge.source}:${edge.port}`)).map((edge) => edge.id),
    current: waiting.map((wait) => wait.activityId),
  } as unknown as Diagram;
}
