import { useId, type ReactNode } from 'react';
import { useI18n } from '../i18n';
import { useProblemsAt } from './problems';

export interface FieldInput { id: string; status: 'error' | undefined; 'aria-invalid': boolean; 'aria-describedby': string | undefined; 'aria-required': boolean | undefined }

/** A labelled field with what is wrong with it beneath. */
export function Field({ path, label, required, help, children, group, className = '' }: {
  path: string; label: ReactNode; required?: boolean; help?: ReactNode; group?: boolean; className?: string; children: (input: FieldInput) => ReactNode;
}) {
  const { t } = useI18n();
  const id = useId();
  const problems = useProblemsAt(path);
  const note = `${id}-note`;
  const caption = <>{label}{required && <span className="must" title={t('common.required')}> *</span>}</>;
  return (
    <div className={`field ${problems.length > 0 ? 'has-problem' : ''} ${className}`} data-path={path}>
      {group ? <div className="field-label" id={`${id}-label`}>{caption}</div> : <label className="field-label" htmlFor={id}>{caption}</label>}
      {children({ id: group ? `${id}-label` : id, status: problems.length > 0 ? 'error' : undefined, 'aria-invalid': problems.length > 0, 'aria-describedby': problems.length > 0 || help ? note : undefined, 'aria-required': required || undefined })}
      <div id={note} className="field-note">
        {problems.map((problem) => <div key={problem} className="field-problem" role="alert">{problem}</div>)}
        {problems.length === 0 && help}
      </div>
    </div>
  );
}
