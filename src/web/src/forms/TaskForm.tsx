import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal, Tooltip } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { api, NoAnswer, Problem } from '../api/client';
import type { CaseDetail } from '../api/caseTypes';
import type { FieldProblem, TaskDetail } from '../api/types';
import { useCommand } from '../api/useCommand';
import { hostIsBack } from '../api/useLive';
import { taskTitle } from '../tasks/taskTitle';
import { useI18n } from '../i18n';
import { scrolling } from '../shell/motion';
import { ProblemNote } from '../shell/ProblemNote';
import { DeedMenu } from '../tasks/deeds/DeedMenu';
import { Seats } from '../tasks/deeds/Seats';
import { OpenQuestions } from '../talk/TaskTalk';
import { Due } from '../tasks/Due';
import { SupervisionMark } from '../supervisions/SupervisionMark';
import { OnBehalf } from '../tasks/OnBehalf';
import { ConflictNote } from './ConflictNote';
import { fieldNames } from './fieldNames';
import { Problems } from './problems';
import { SaveMark } from './SaveMark';
import { check, outcomesOf, prune, type Data, type OutcomeSpec } from './schema';
import { useAutosave } from './useAutosave';
import { widgetFor } from './widgets';

/** What a widget needs to draw the middle of a form. */
export interface WidgetProps {
  task: TaskDetail; detail: CaseDetail | null; data: Data; change: (next: (data: Data) => Data) => void;
  /** As change, for what the form itself fills in before anybody types. */
  preset: (next: (data: Data) => Data) => void;
  /** Called before anything is sent; rejects when something could not be stored. */
  beforeSubmit: (flush: () => Promise<void>) => void;
  /** Reasons why an outcome cannot be chosen now, by code; null hides it. */
  limit: (limits: Record<string, string | null>) => void;
  unsavedElsewhere: (state: ReturnType<typeof useAutosave>['state'] | null) => void;
}

export function TaskForm({ task, detail, onDone, onTouched }: { task: TaskDetail; detail: CaseDetail | null; onDone: (what: string) => void; onTouched?: () => void }) {
  const { t, word, language } = useI18n();
  const client = useQueryClient();
  const [opened, setOpened] = useState(task);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [asking, setAsking] = useState<OutcomeSpec | null>(null);
  const [limits, setLimits] = useState<Record<string, string | null>>({});
  const [elsewhere, setElsewhere] = useState<ReturnType<typeof useAutosave>['state'] | null>(null);
  const flushes = useRef<(() => Promise<void>) | null>(null);
  const top = useRef<HTMLDivElement>(null);
  const draft = useAutosave<Data>({
    key: `task:${task.id}`, initial: task.draft ?? {}, basis: task.revision,
    save: (data) => api.put(`/tasks/${encodeURIComponent(task.id)}/draft`, { revision: opened.revision, data: prune(data) }),
  });
  const widget = widgetFor(task);
  const outcomes = useMemo(() => outcomesOf(task.schema, task.outcomes, language).filter((o) => limits[o.code] !== null), [task.schema, task.outcomes, language, limits]);

  const complete = useCommand(async (outcome: OutcomeSpec, commandId) => {
    await flushes.current?.();
    const data = prune(widget.prepare?.(draft.value, outcome.code, task) ?? draft.value);
    return api.post(`/tasks/${encodeURIComponent(task.id)}/complete`, { commandId, revision: opened.revision, outcome: outcome.code, data });
  }, {
    onSuccess: (_, outcome) => {
      setAsking(null);
      draft.discard();
      for (const key of ['tasks', 'task', 'case', 'cases', 'matter', 'matters', 'campaign', 'notices']) void client.invalidateQueries({ queryKey: [key] });
      onDone(outcome.title);
      // Whoever comes back to the page before it is read anew must not find the form in the cache.
      client.removeQueries({ queryKey: ['task', task.id] });
    },
    onError: (error) => {
      setAsking(null);
      setProblems(error instanceof Problem ? error.problems : []);
      if (error instanceof Problem && (error.status === 409 || error.status === 404)) void client.invalidateQueries({ queryKey: ['task', task.id] });
    },
  });

  const { error: refusal } = complete;
  useEffect(() => {
    // At once with the drawing: a page that moves later would move the button from under the next click.
    if (problems.length > 0) firstProblem(top.current)?.scrollIntoView({ block: 'center', behavior: scrolling() });
  }, [problems]);
  useEffect(() => {
    if (refusal) (firstProblem(top.current) ?? top.current)?.scrollIntoView({ block: 'center', behavior: scrolling() });
  }, [refusal]);

  const { change: changeDraft } = draft;
  const change = useCallback((next: (data: Data) => Data) => {
    onTouched?.();
    changeDraft(next);
  }, [changeDraft, onTouched]);
  const beforeSubmit = useCallback((flush: () => Promise<void>) => { flushes.current = flush; }, []);

  useEffect(() => {
    if (problems.length === 0) return;
    setProblems([]);
    // What was wrong is judged anew at the next attempt.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [draft.value]);

  // What I did with the task myself is no conflict: the form goes on with the task as it is now.
  const [mine, setMine] = useState(false);
  useEffect(() => {
    if (mine && task.revision !== opened.revision) {
      setOpened(task);
      setMine(false);
    }
  }, [mine, task, opened.revision]);

  const closed = task.status !== 'Open';
  const unanswered = complete.error instanceof NoAnswer && complete.variables;
  const { submit: resend } = complete;
  const askedAgain = useRef(false);
  useEffect(() => {
    // The answer was lost and the task has closed meanwhile: the same command asked again says whether this was us.
    if (closed && unanswered && !askedAgain.current) {
      // Once: with the host away the answer would be lost again and again.
      askedAgain.current = true;
      resend(unanswered);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [closed, unanswered]);
  useEffect(() => {
    if (!unanswered) return undefined;
    // The host was away while it was asked: the same command again, which it carries out once.
    const again = () => resend(unanswered);
    window.addEventListener(hostIsBack, again);
    return () => window.removeEventListener(hostIsBack, again);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [unanswered]);

  function choose(outcome: OutcomeSpec) {
    const data = widget.prepare?.(draft.value, outcome.code, task) ?? draft.value;
    const found = check(task.schema, data, outcome.required, {
      required: (name) => t('form.missing', { name }), choose: (name) => t('form.choose', { name }), tooLong: (name, most) => t('form.tooLong', { name, most }),
      tooSmall: (name, least) => t('form.tooSmall', { name, least }), tooLarge: (name, most) => t('form.tooLarge', { name, most }), malformed: (name) => t('form.malformed', { name }),
    }, language);
    complete.reset();
    askedAgain.current = false;
    onTouched?.();
    setProblems(found);
    if (found.length === 0) setAsking(outcome);
  }

  const gone = task.status !== 'Open' || !task.canDecide;
  const moved = !gone && task.revision !== opened.revision;
  const held = !gone && (task.dueState === 'held' || detail?.heldSince != null);
  const Widget = widget.render;
  const shown = worst(draft.state, elsewhere);
  const sending = complete.isPending;
  const clientProblems = problems.length > 0 && !complete.error;
  return (
    <section className="task-form" aria-label={taskTitle(task, language, word)} ref={top}>
      <header className="task-form-head">
        <h2>{taskTitle(task, language, word)}</h2>
        <OnBehalf name={task.inPlaceOfName} /><SupervisionMark taskId={task.id} />
        <Due at={task.dueAt} state={task.dueState} level={task.overdueLevel} stacked={false} />
      </header>
      {(gone || moved) && !complete.isSuccess && !complete.isPending && !unanswered && <ConflictNote task={task} opened={opened} data={draft.value} accept={() => { complete.reset(); setOpened(task); }} />}
      {held && <Alert className="note" type="warning" showIcon role="status" title={t('form.held')} data-testid="task-held" />}
      {draft.restored && draft.state !== 'saved' && !gone && <Alert className="note" type="info" showIcon title={t('form.restored')} closable />}
      {((!gone && !moved) || unanswered) && <ProblemNote error={complete.error} fieldName={fieldNames(task.schema, language)} action={complete.error && sendAgain(complete.error) ? <Button size="small" onClick={() => complete.variables && complete.submit(complete.variables)} loading={sending}>{t('common.retry')}</Button> : undefined} />}
      {clientProblems && <Alert className="note" type="error" showIcon role="alert" title={t('problem.fields', { n: problems.length })} description={<ul className="problem-list">{problems.map((p) => <li key={p.path}>{p.message}</li>)}</ul>} />}
      {(draft.state === 'refused' && draft.error) ? <ProblemNote error={draft.error} /> : null}
      <Seats task={opened} />
      <Problems problems={problems}>
        <Widget task={task} detail={detail} data={draft.value} change={change} preset={draft.preset} beforeSubmit={beforeSubmit} limit={setLimits} unsavedElsewhere={setElsewhere} />
      </Problems>
      <footer className="task-form-foot">
        <SaveMark state={shown} />
        <OpenQuestions taskId={task.id} />
        <span className="spacer" />
        <DeedMenu task={opened} disabled={gone || moved || held || sending} done={(what, left) => (left ? onDone(what) : setMine(true))} />
        {[...outcomes].reverse().map((outcome) => (
          <OutcomeButton key={outcome.code} outcome={outcome} disabled={gone || moved || held || sending} why={limits[outcome.code] ?? undefined} choose={() => choose(outcome)} />
        ))}
      </footer>
      <Modal open={asking !== null} transitionName="" maskTransitionName="" title={asking?.title} onCancel={() => !sending && setAsking(null)} mask={{ closable: !sending }} width={460}
        okText={asking?.title} cancelText={t('common.cancel')} confirmLoading={sending} onOk={() => asking && complete.submit(asking)}
        okButtonProps={{ danger: asking?.style === 'danger', 'data-testid': 'confirm' }} cancelButtonProps={{ disabled: sending }}>
        <p className="confirm-task">{taskTitle(task, language, word)}</p>
        <p>{asking?.effect ?? t('form.effectUnknown')}</p>
        {widget.summary?.(draft.value, asking?.code ?? '', t)}
      </Modal>
    </section>
  );
}

function OutcomeButton({ outcome, disabled, why, choose }: { outcome: OutcomeSpec; disabled: boolean; why: string | undefined; choose: () => void }): ReactNode {
  const button = (
    <Button size="large" type={outcome.style === 'primary' ? 'primary' : 'default'} danger={outcome.style === 'danger'} className={outcome.style === 'warning' ? 'warning-button' : undefined}
      disabled={disabled || why !== undefined} onClick={choose} data-testid={`outcome-${outcome.code}`}>{outcome.title}</Button>
  );
  return why === undefined ? button : <Tooltip title={why}><span>{button}</span></Tooltip>;
}

const sendAgain = (error: unknown): boolean => !(error instanceof Problem) || error.status >= 500;
const firstProblem = (root: HTMLElement | null): Element | null => root?.querySelector('.has-problem') ?? null;
const order = ['clean', 'saved', 'saving', 'dirty', 'offline', 'refused', 'conflict'] as const;
const worst = (a: (typeof order)[number], b: (typeof order)[number] | null): (typeof order)[number] => (b === null || order.indexOf(a) >= order.indexOf(b) ? a : b);
