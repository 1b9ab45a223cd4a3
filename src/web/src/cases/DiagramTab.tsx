import type { CaseDetail } from '../api/caseTypes';
export default function DiagramTab({ detail }: { detail: CaseDetail }) {
  return <p>{detail.id}</p>;
}
