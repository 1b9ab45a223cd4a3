import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import type { TaskDetail } from '../api/types';
import type { Key, Params } from '../i18n';
import { Loading } from '../shell/states';
import { GenericFields } from './GenericFields';
import { MeetingNote } from './MeetingNote';
import { sentPlan } from '../matters/plan';
import type { Data } from './schema';
import type { WidgetProps } from './TaskForm';

export interface Widget {
  render: ComponentType<WidgetProps>;
  /** What is sent, when it differs from what is typed. */
  prepare?: (data: Data, outcome: string, task: TaskDetail) => Data;
  /** What the confirmation adds to the effect. */
  summary?: (data: Data, outcome: string, t: (key: Key, params?: Params) => string) => ReactNode;
}

const later = (load: () => Promise<{ default: ComponentType<WidgetProps> }>): ComponentType<WidgetProps> => {
  const Inner = lazy(load);
  return function LaterWidget(props: WidgetProps) {
    return <Suspense fallback={<Loading rows={5} />}><Inner {...props} /></Suspense>;
  };
};

const plain: Widget = { render: ({ task, data, change }) => <><MeetingNote payload={task.payload} /><GenericFields task={task} data={data} change={change} /></> };
const rows = (data: Data, name: string): Data[] => (Array.isArray(data[name]) ? (data[name] as Data[]) : []);

/** Each way to end a review sends what belongs to it, whatever else has been typed. */
export const opinionFor = (data: Data, outcome: string): Data =>
  outcome === 'Delegate' ? { delegateTo: data.delegateTo, comment: data.comment }
  : outcome === 'RequestExtension' ? { days: data.days, comment: data.comment }
  : { ...data, opinions: data.result === 'WithOpinions' || data.result === 'Object' ? data.opinions : undefined, delegateTo: undefined, days: undefined };

const widgets: Record<string, Widget> = {
  draft: { render: later(() => import('./DraftWidget')) },
  revision: { render: later(() => import('./RevisionWidget')), prepare: (data) => ({ ...data, replies: rows(data, 'replies') }) },
  opinion: {
    render: later(() => import('./OpinionWidget')),
    prepare: opinionFor,
    summary: (data, outcome, t) => outcome === 'Submit' && <p className="quiet">{t('form.opinionSummary', { n: data.result === 'WithOpinions' || data.result === 'Object' ? rows(data, 'opinions').length : 0 })}</p>,
  },
  'review-extension': { render: later(() => import('./ReviewHandover')) },
  'opinion-sign': { render: later(() => import('./OpinionSignWidget')) },
  consolidation: {
    render: later(() => import('./ConsolidationWidget')),
    prepare: (data) => ({ ...data, items: rows(data, 'items').map((item) => ({ ...item, location: item.location || '全文' })) }),
  },
  feedback: { render: later(() => import('./FeedbackWidget')) },
  template: {
    render: later(() => import('./TemplateWidget')),
    prepare: (data) => ({ ...data, sections: rows(data, 'sections').map((s) => ({ ...s, required: s.required === true, locked: s.locked === true })) }),
  },
  'template-cutoff': { render: later(() => import('./TemplateCutOffWidget')) },
  decision: { render: later(() => import('./DecisionWidget')) },
  'matter-draft': { render: later(() => import('../matters/MatterDraftWidget')), prepare: sentPlan },
  'matter-head': { render: later(() => import('../matters/MatterHeadWidget')), prepare: (data, outcome) => (outcome === 'Approve' ? data : { ...data, leaderId: undefined }) },
  issue: { render: later(() => import('./IssueWidget')) },
  dispute: {
    render: later(() => import('./DisputeWidget')),
    prepare: (data, outcome) => ({ ...data, rulings: outcome === 'NotAgreed' ? undefined : outcome === 'Ruled' ? rows(data, 'rulings') : rows(data, 'rulings').filter((r) => r.result) }),
  },
};

/** The widget that a form's schema asks for; a form without one is drawn field by field. */
export const widgetFor = (task: TaskDetail): Widget => widgets[String(task.schema?.['x-widget'] ?? '')] ?? plain;
