import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { NoAnswer, Problem } from '../api/client';
import { useI18n } from '../i18n';

/** Why a change was not made: one sentence, then every field concerned. What the form shows `beside` its fields, and what the
 * sentence says already, is not said again. */
export function ProblemNote({ error, fieldName, beside, action }: { error: unknown; fieldName?: (path: string) => string | undefined; beside?: readonly string[]; action?: ReactNode }) {
  const { t } = useI18n();
  if (!error) return null;
  if (error instanceof NoAnswer) return <Alert type="warning" showIcon title={t('problem.network')} action={action} className="note" />;
  if (!(error instanceof Problem)) return <Alert type="error" showIcon title={t('problem.server')} className="note" />;
  const elsewhere = error.problems.filter((field) => !beside?.includes(field.path));
  const marked = error.problems.length - elsewhere.length;
  const title = marked > 0 && elsewhere.length === 0 ? t('problem.beside', { n: marked }) : error.status >= 500 ? t('problem.server') : error.status === 413 ? error.detail || t('problem.tooLarge') : error.detail || error.title || t('problem.title');
  const fields = elsewhere.length === 1 && elsewhere[0]!.message === title ? [] : elsewhere;
  return (
    <Alert type={error.status === 409 ? 'warning' : 'error'} showIcon className="note" role="alert" title={title} action={action}
      description={fields.length > 0 && (
        <>
          <div>{t('problem.fields', { n: fields.length })}</div>
          <ul className="problem-list">
            {fields.map((field, i) => {
              const name = fieldName?.(field.path);
              return <li key={`${field.path}-${i}`}>{name && <strong>{name}：</strong>}{field.message}</li>;
            })}
          </ul>
        </>
      )} />
  );
}
