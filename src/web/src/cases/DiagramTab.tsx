import { useQuery } from '@tanstack/react-query';
import { Background, BaseEdge, Controls, EdgeLabelRenderer, Handle, MarkerType, Position, ReactFlow, type Edge, type EdgeProps, type Node, type NodeProps } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo } from 'react';
import { api, Problem } from '../api/client';
import type { CaseDetail, Diagram } from '../api/caseTypes';
import { short } from '../calendar/moment';
import { useI18n, type Language } from '../i18n';
import { Empty, Failure, Loading } from '../shell/states';
import { useNarrow } from '../shell/useNarrow';
import { businessFlow, type FlowNode } from './businessFlow';
import { layeredLayout, nodeSize, roundedPath, type Point } from './layeredLayout';

export default function DiagramTab({ detail }: { detail: CaseDetail }) {
  const { t } = useI18n();
  const query = useQuery({ queryKey: ['case', detail.id, 'diagram'], queryFn: () => api.get(`/cases/${encodeURIComponent(detail.id)}/diagram`) });
  if (query.data) return <Picture diagram={query.data} />;
  if (query.error instanceof Problem && query.error.status === 404) return <Empty title={t('case.diagram.none')} text={t('case.diagram.noneText')} />;
  return query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : <Loading />;
}

/** A definition with what happened in it. */
export function Picture({ diagram }: { diagram: Diagram }) {
  const { t, word } = useI18n();
  const narrow = useNarrow();
  const { nodes, edges, width, height } = useMemo(() => draw(diagram, (code) => word('outcome', code)), [diagram, word]);
  return (
    <>
      <div className="tab-bar legend"><span><i className="c" />{t('case.diagram.legend.current')}</span><span><i className="v" />{t('case.diagram.legend.visited')}</span><span><i className="a" />{t('case.diagram.legend.ahead')}</span></div>
      <div className="diagram" data-testid="diagram" style={narrow ? undefined : { aspectRatio: `${width} / ${height}`, maxHeight: height }}>
        <ReactFlow nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} fitView fitViewOptions={narrow ? { nodes: where(nodes), minZoom: 0.75, maxZoom: 0.9 } : { padding: 0, maxZoom: 1 }} minZoom={0.2} zoomOnScroll={false} preventScrolling={false} nodesDraggable={false} nodesConnectable={false} edgesFocusable={false} proOptions={{ hideAttribution: true }}>
          <Background color="#dde2e9" gap={20} /><Controls showInteractive={false} />
        </ReactFlow>
      </div>
    </>
  );
}

/** What a small screen begins with, since the whole would be too small to read: where the case is, or where it was last. */
function where(nodes: Node[]): Node[] {
  const told = nodes.map((node) => ({ node, step: node.data as unknown as FlowNode }));
  const current = told.filter(({ step }) => step.current);
  const last = [...told].sort((a, b) => (b.step.lastAt ?? '').localeCompare(a.step.lastAt ?? '')).slice(0, 1);
  return (current.length > 0 ? current : last).map(({ node }) => node);
}

/** Ways that lead back are many and seldom gone: only those gone, or open now, are shown, and no step that they alone would join. */
function draw(diagram: Diagram, say: (code: string) => string): { nodes: Node[]; edges: Edge[]; width: number; height: number } {
  const flow = businessFlow(diagram);
  const now = new Set(flow.nodes.filter((n) => n.current).map((n) => n.id));
  const edges = flow.edges.filter((e) => !e.backward || e.taken || now.has(e.source));
  const joined = new Set(edges.flatMap((e) => [e.source, e.target]));
  const nodes = flow.nodes.filter((n) => joined.has(n.id) || n.current || n.count > 0);
  const { corner, way, width, height } = layeredLayout(nodes, edges);
  return {
    width,
    height,
    nodes: nodes.map((n) => ({ id: n.id, type: 'step', position: corner.get(n.id)!, ...nodeSize, data: { ...n } })),
    edges: edges.map((e) => {
      const colour = e.taken ? '#1f4372' : '#b9c1cc';
      return {
        id: e.id, source: e.source, target: e.target, type: 'way', data: { points: way.get(e.id) }, label: e.label && now.has(e.source) ? say(e.label) : undefined,
        style: { stroke: colour, strokeWidth: e.taken ? 2 : 1, opacity: e.taken || now.has(e.source) ? 1 : 0.7, strokeDasharray: e.backward ? '4 3' : undefined }, markerEnd: { type: MarkerType.ArrowClosed, color: colour }, zIndex: e.taken ? 1 : 0,
      };
    }),
  };
}

/** The definition names its steps in Chinese; a step of it that the client has no word for keeps that name. */
function titleOf(n: FlowNode, language: Language, word: (group: string, code: string) => string): string {
  if (language === 'zh') return n.title;
  if (n.step) return word('step', n.step);
  const known = word('node', n.id);
  return known === n.id ? n.title : known;
}

function StepNode({ data }: NodeProps) {
  const { t, word, language } = useI18n();
  const n = data as unknown as FlowNode;
  return (
    <div className={`dnode ${n.current ? 'current' : n.count > 0 ? 'visited' : ''}`} title={n.count > 0 ? t('case.diagram.times', { n: n.count, at: short(n.lastAt) }) : undefined}>
      <Handle type="target" position={Position.Top} className="dhandle" /><Handle type="source" position={Position.Bottom} className="dhandle" />
      <b>{titleOf(n, language, word)}</b>
      <small>{n.current ? t('case.diagram.legend.current') : n.count > 0 ? t('case.diagram.visits', { n: n.count, at: short(n.lastAt) }) : ' '}</small>
    </div>
  );
}

function WayEdge({ data, label, style, markerEnd }: EdgeProps) {
  const points = (data as { points: Point[] }).points;
  const middle = points[Math.floor(points.length / 2)]!;
  return (
    <>
      <BaseEdge path={roundedPath(points)} style={style} markerEnd={markerEnd} />
      {label && <EdgeLabelRenderer><span className="dlabel" style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}>{label}</span></EdgeLabelRenderer>}
    </>
  );
}

const nodeTypes = { step: StepNode };
const edgeTypes = { way: WayEdge };
