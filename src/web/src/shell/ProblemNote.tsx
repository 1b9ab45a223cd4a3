import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { NoAnswer, Problem } from '../api/client';
import { useI18n } from '../i18n';

/** Why a change was not made: one sentence, then every field concerned. */
export function ProblemNote({ error, fieldName, action }: { error: unknown; fieldName?: (path: string) => string | undefined; action?: ReactNode }) {
  const { t } = useI18n();
  if (!error) return null;
  if (error instanceof NoAnswer) return <Alert type="warning" showIcon title={t('problem.network')} action={action} className="note" />;
  if (!(error instanceof Problem)) return <Alert type="error" showIcon title={t('problem.server')} className="note" />;
  const title = error.status >= 500 ? t('problem.server') : error.status === 413 ? error.detail || t('problem.tooLarge') : error.detail || error.title || t('problem.title');
  const fields = error.problems;
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
