import { useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Input, InputNumber } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, Problem } from '../api/client';
import type { FieldProblem } from '../api/types';
import { useCommand } from '../api/useCommand';
import { readBackup, removeBackup, writeBackup } from '../forms/backup';
import { Field } from '../forms/Field';
import { Problems } from '../forms/problems';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { scrolling } from '../shell/motion';
import { ProblemNote } from '../shell/ProblemNote';
import { LineFields } from './LineFields';
import { checkPlan, emptyLine, emptyPlan, sentPlan, type Plan } from './plan';
import { transfersKey } from './queries';

/** 提出转隶事项. What is typed is kept in this tab until it has been sent or thrown away. */
export function NewTransfer() {
  const { t } = useI18n();
  const user = useUser();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const key = `transfer:${user.id}`;
  const [restored] = useState(() => readBackup<Plan>(key));
  const [plan, setPlan] = useState<Plan>(restored?.value ?? emptyPlan());
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const top = useRef<HTMLDivElement>(null);
  const begin = useCommand((sent: Plan, commandId) => api.post('/transfers', { commandId, plan: sentPlan(sent) }), {
    onSuccess: (begun) => {
      removeBackup(key);
      void client.invalidateQueries({ queryKey: [transfersKey] });
      void navigate(`/transfers/${encodeURIComponent(begun.id)}`, { replace: true });
    },
    onError: (error) => setProblems(error instanceof Problem ? error.problems : []),
  });
  useEffect(() => {
    if (problems.length > 0) top.current?.querySelector('.has-problem')?.scrollIntoView({ block: 'center', behavior: scrolling() });
  }, [problems]);
  const change = (next: Partial<Plan>) => {
    const value = { ...plan, ...next };
    setPlan(value);
    setProblems([]);
    writeBackup(key, value, 0);
  };
  const submit = () => {
    const found = checkPlan(t, plan);
    begin.reset();
    setProblems(found);
    if (found.length === 0) begin.submit(plan);
  };
  const clear = () => modal.confirm({ title: t('transfer.clear'), content: t('transfer.clearText'), okText: t('transfer.clear'), cancelText: t('common.cancel'), onOk: () => { removeBackup(key); setPlan(emptyPlan()); setProblems([]); begin.reset(); } });
  return (
    <div className="page" ref={top}>
      <header className="page-head"><h1>{t('transfer.new')}</h1><p className="page-sub">{t('transfer.newText')}</p></header>
      <section className="panel transfer-form" aria-label={t('transfer.new')}>
        {restored && <p className="quiet" role="status">{t('matter.restored')}</p>}
        <ProblemNote error={begin.error} />
        <Problems problems={problems}>
          <Field path="title" label={t('transfer.title')} required>{(input) => <Input {...input} maxLength={100} value={plan.title} onChange={(e) => change({ title: e.target.value })} data-testid="transfer-title" />}</Field>
          <div className="transfer-row">
            <Field path="takesEffectOn" label={t('transfer.takesEffectOn')} required help={t('transfer.takesEffectHint')}>{(input) => <DatePicker id={input.id} status={input.status} style={{ width: '100%' }} value={plan.takesEffectOn ? dayjs(plan.takesEffectOn) : null} onChange={(next) => change({ takesEffectOn: next ? next.format('YYYY-MM-DD') : '' })} data-testid="transfer-effect" />}</Field>
            <Field path="holdDays" label={t('transfer.holdDays')} required help={t('transfer.holdDaysHint')}>{(input) => <InputNumber {...input} min={1} max={60} precision={0} style={{ width: '100%' }} value={plan.holdDays} onChange={(next) => change({ holdDays: next ?? 10 })} />}</Field>
          </div>
          <Field path="lines" label={t('transfer.lines')} group required>{() => (
            <ol className="transfer-lines">
              {plan.lines.map((line, at) => (
                <li key={line.key} className="transfer-line">
                  <LineFields line={line} at={at} others={plan.lines.filter((other) => other !== line)} change={(next) => change({ lines: plan.lines.map((one) => (one === line ? { ...one, ...next } : one)) })} />
                  {plan.lines.length > 1 && <Button size="small" onClick={() => change({ lines: plan.lines.filter((one) => one !== line) })}>{t('transfer.removeLine', { n: at + 1 })}</Button>}
                </li>
              ))}
            </ol>
          )}</Field>
          <Button onClick={() => change({ lines: [...plan.lines, emptyLine()] })} data-testid="add-line">{t('transfer.addLine')}</Button>
          <p className="effect transfer-effect">{t('transfer.beginEffect')}</p>
          <div className="transfer-actions">
            <Button type="primary" loading={begin.isPending} onClick={submit} data-testid="begin-transfer">{t('transfer.begin')}</Button>
            <Button onClick={clear}>{t('transfer.clear')}</Button>
          </div>
        </Problems>
      </section>
    </div>
  );
}
