import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, Problem } from '../../api/client';
import type { FieldProblem, Posting, PostingChoices, PostingPreview } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { Field } from '../../forms/Field';
import { Problems } from '../../forms/problems';
import { readBackup, removeBackup, writeBackup } from '../../forms/backup';
import { useI18n } from '../../i18n';
import { useUser } from '../../session/SessionContext';
import { scrolling } from '../../shell/motion';
import { ProblemNote } from '../../shell/ProblemNote';
import { Empty, Loaded } from '../../shell/states';
import { transfersKey } from '../../transfers/queries';
import { AskedField } from './AskedField';
import { Changes } from './Changes';
import { Refused } from './Refused';
import { askedOf, groups, postingOf, type PostingKind, type Values } from './kinds';
import { proposers } from './status';

interface Draft { kind: PostingKind; values: Values }

/** 提出一笔登记: looked at with its effect before it is proposed. What is typed stays in this tab until then. */
export function NewPosting() {
  const { t } = useI18n();
  const mine = useUser().roles.some((role) => proposers.includes(role));
  const choices = useQuery({ queryKey: [transfersKey, 'posting-choices'], queryFn: () => api.get('/organization/postings/choices'), enabled: mine });
  return (
    <div className="page">
      <p className="back"><Link to="/books/postings">← {t('posting.title')}</Link></p>
      <header className="page-head"><h1>{t('posting.new')}</h1><p className="page-sub">{t('posting.newText')}</p></header>
      {mine ? <Loaded query={choices} rows={8}>{(found) => <Proposal choices={found} />}</Loaded> : <Empty title={t('posting.notMine')} text={t('posting.notMineText')} />}
    </div>
  );
}

function Proposal({ choices }: { choices: PostingChoices }) {
  const { t, word } = useI18n();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const key = `posting:${useUser().id}`;
  const [restored] = useState(() => readBackup<Draft>(key)?.value);
  const [{ kind, values }, setDraft] = useState<Draft>(restored ?? { kind: 'PostQuota', values: { on: choices.today } });
  const [preview, show] = useState<PostingPreview | null>(null);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const top = useRef<HTMLElement>(null);
  const refused = (error: Error) => setProblems(error instanceof Problem ? error.problems : []);
  const check = useCommand((posting: Posting) => api.post('/organization/postings/check', { posting }), { onSuccess: (found) => { show(found); setProblems(found.problems); }, onError: refused });
  const propose = useCommand((posting: Posting, commandId) => api.post('/organization/postings', { commandId, posting }), {
    onSuccess: ({ id }) => {
      removeBackup(key);
      void message.success(t('posting.proposed', { id }));
      void cache.invalidateQueries({ queryKey: [transfersKey] });
      void navigate(`/books/postings?q=${id}`);
    },
    onError: refused,
  });
  useEffect(() => {
    if (problems.length > 0) top.current?.querySelector('.has-problem')?.scrollIntoView({ block: 'center', behavior: scrolling() });
  }, [problems]);
  const keep = (draft: Draft) => {
    setDraft(draft);
    writeBackup(key, draft, 0);
    show(null);
    setProblems([]);
    check.reset();
    propose.reset();
  };
  const change = (next: Values) => keep({ kind, values: { ...values, ...next } });
  const asked = askedOf(kind, values);
  const shown = new Set<string>(['on', 'docNo', ...asked.map((one) => one.name)]);
  const elsewhere = problems.filter((problem) => !shown.has(problem.path));
  const posting = postingOf(kind, values);

  return (
    <section className="panel transfer-form" ref={top} aria-label={t('posting.new')}>
      {restored && <p className="quiet" role="status">{t('matter.restored')}</p>}
      <Problems problems={problems}>
        <Field path="kind" label={t('posting.kind')} required help={word('postingText', kind)}>{(input) => (
          <Select<PostingKind> id={input.id} value={kind} style={{ width: '100%' }} showSearch={{ optionFilterProp: 'label' }} data-testid="posting-kind" onChange={(next) => keep({ kind: next, values: { on: values.on, docNo: values.docNo } })}
            options={groups.map(([group, of]) => ({ label: word('postingGroup', group), title: group, options: of.map((value) => ({ value, label: word('postingKind', value) })) }))} />
        )}</Field>
        <div className="transfer-row">
          <Field path="docNo" label={t('posting.docNo')} required help={t('posting.docNoHint')}>{(input) => <Input {...input} maxLength={100} value={(values.docNo as string | undefined) ?? ''} placeholder={t('posting.docNoExample')} onChange={(e) => change({ docNo: e.target.value })} data-testid="posting-docNo" />}</Field>
          <Field path="on" label={t('posting.on')} required help={t('posting.onHint')}>{(input) => <DatePicker id={input.id} status={input.status} style={{ width: '100%' }} disabledDate={(date) => date.isAfter(dayjs(choices.today), 'day')} value={values.on ? dayjs(values.on as string) : null} onChange={(next) => change({ on: next?.format('YYYY-MM-DD') })} data-testid="posting-on" />}</Field>
          {asked.map((one) => <AskedField key={`${kind} ${one.name}`} asked={one} values={values} choices={choices} change={change} />)}
        </div>
        {!preview && <ProblemNote error={check.error ?? propose.error} beside={[...shown]} />}
        {preview && !preview.allowed && (
          <Refused title={t('posting.refused', { n: preview.problems.length })} problems={elsewhere.length > 0 ? preview.problems : preview.problems.filter((problem) => problem.rule)} />
        )}
        {preview?.allowed && (
          <Alert type="success" showIcon className="note" data-testid="posting-effect" title={preview.sentence} description={<><Changes of={preview.changes} /><p className="quiet">{t('posting.effectText')}</p></>} />
        )}
        <div className="transfer-actions">
          {preview?.allowed
            ? <Button type="primary" loading={propose.isPending} onClick={() => propose.submit(posting)} data-testid="posting-propose">{t('posting.propose')}</Button>
            : <Button type="primary" loading={check.isPending} onClick={() => check.submit(posting)} data-testid="posting-check">{t('posting.check')}</Button>}
          <Button onClick={() => { keep({ kind, values: { on: choices.today } }); removeBackup(key); }}>{t('posting.clear')}</Button>
        </div>
      </Problems>
    </section>
  );
}
