import { Alert } from 'antd';
import type { FieldProblem } from '../../api/types';

/** Why the ledger does not take a posting, rule by rule. */
export function Refused({ title, problems }: { title: string; problems: readonly FieldProblem[] }) {
  return (
    <Alert type="error" showIcon role="alert" className="note" data-testid="posting-refused" title={title}
      description={<ul className="problem-list">{problems.map((problem) => <li key={`${problem.rule} ${problem.path} ${problem.message}`}>{problem.rule && <code>{problem.rule}</code>} {problem.message}</li>)}</ul>} />
  );
}
