import { useQuery } from '@tanstack/react-query';
import { Background, Controls, Handle, MarkerType, Position, ReactFlow, type Edge, type Node, type NodeProps } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo } from 'react';
import { api, Problem } from '../api/client';
import type { CaseDetail, Diagram } from '../api/caseTypes';
import { short } from '../calendar/moment';
import { useI18n, type Language } from '../i18n';
import { Empty, Failure, Loading } from '../shell/states';
import { useNarrow } from '../shell/useNarrow';
import { businessFlow, type FlowNode } from './businessFlow';

const perRow = 6;
const width = 230;
const height = 96;

export default function DiagramTab({ detail }: { detail: CaseDetail }) {
  const { t } = useI18n();
  const query = useQuery({ queryKey: ['case', detail.id, 'diagram'], queryFn: () => api.get(`/cases/${encodeURIComponent(detail.id)}/diagram`) });
  if (query.data) return <Picture diagram={query.data} />;
  if (query.error instanceof Problem && query.error.status === 404) return <Empty title={t('case.diagram.none')} text={t('case.diagram.noneText')} />;
  return query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : <Loading />;
}

function Picture({ diagram }: { diagram: Diagram }) {
  const { t, word } = useI18n();
  const narrow = useNarrow();
  const { nodes, edges } = useMemo(() => draw(diagram, (code) => word('outcome', code)), [diagram, word]);
  return (
    <>
      <div className="tab-bar legend"><span><i className="c" />{t('case.diagram.legend.current')}</span><span><i className="v" />{t('case.diagram.legend.visited')}</span><span><i className="a" />{t('case.diagram.legend.ahead')}</span></div>
      <div className="diagram" data-testid="diagram">
        <ReactFlow nodes={nodes} edges={edges} nodeTypes={types} fitView fitViewOptions={narrow ? { nodes: where(nodes), minZoom: 0.75, maxZoom: 0.9 } : { padding: 0.06 }} minZoom={0.2} nodesDraggable={false} nodesConnectable={false} edgesFocusable={false} proOptions={{ hideAttribution: true }}>
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

/** Rows read alternately to the right and to the left, so that what follows lies beside what came before. */
function draw(diagram: Diagram, say: (code: string) => string): { nodes: Node[]; edges: Edge[] } {
  const flow = businessFlow(diagram);
  const lanes = new Map<number, number>();
  for (const n of flow.nodes) { const row = Math.floor(n.layer / perRow); lanes.set(row, Math.max(lanes.get(row) ?? 1, n.lane + 1)); }
  const top = (row: number): number => { let y = 0; for (let r = 0; r < row; r++) y += (lanes.get(r) ?? 1) * height + 60; return y; };
  const place = (n: FlowNode) => {
    const row = Math.floor(n.layer / perRow);
    const column = n.layer % perRow;
    return { x: (row % 2 === 0 ? column : perRow - 1 - column) * width, y: top(row) + n.lane * height };
  };
  const now = new Set(flow.nodes.filter((n) => n.current).map((n) => n.id));
  const at = new Map(flow.nodes.map((n) => [n.id, place(n)]));
  return {
    nodes: flow.nodes.map((n) => ({ id: n.id, type: 'step', position: at.get(n.id)!, data: { ...n } })),
    edges: flow.edges.map((e) => {
      const [a, b] = [at.get(e.source)!, at.get(e.target)!];
      const [sourceHandle, targetHandle] = Math.abs(a.x - b.x) < 10 ? (a.y < b.y ? ['b', 't'] : ['t', 'b']) : a.x < b.x ? ['r', 'l'] : ['l', 'r'];
      const colour = e.taken ? '#1f4372' : '#b9c1cc';
      return {
        id: e.id, source: e.source, target: e.target, sourceHandle: `s${sourceHandle}`, targetHandle: `t${targetHandle}`, type: e.backward ? 'default' : 'smoothstep',
        label: e.label && now.has(e.source) ? say(e.label) : undefined, labelStyle: { fontSize: 11, fill: '#4c5767' }, labelBgPadding: [4, 2] as [number, number],
        style: { stroke: colour, strokeWidth: e.taken ? 2 : 1, opacity: e.taken || now.has(e.source) ? 1 : 0.55, strokeDasharray: e.backward ? '4 3' : undefined }, markerEnd: { type: MarkerType.ArrowClosed, color: colour }, zIndex: e.taken ? 1 : 0,
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
      {(['Top', 'Right', 'Bottom', 'Left'] as const).map((side) => {
        const key = side[0]!.toLowerCase();
        return <span key={side}><Handle id={`s${key}`} type="source" position={Position[side]} className="dhandle" /><Handle id={`t${key}`} type="target" position={Position[side]} className="dhandle" /></span>;
      })}
      <b>{titleOf(n, language, word)}</b>
      <small>{n.current ? t('case.diagram.legend.current') : n.count > 0 ? t('case.diagram.times', { n: n.count, at: short(n.lastAt) }) : ' '}</small>
    </div>
  );
}

const types = { step: StepNode };
