import type { TaskItem } from '../api/types';
import { documentSteps, matterSteps } from './steps';

/** A task of a case or a matter opens on its page; one of a whole document, like its template, has a page of its own. */
export const taskLink = (item: Pick<TaskItem, 'id' | 'caseId' | 'step'>): string =>
  matterSteps.includes(item.step) ? `/matters/${encodeURIComponent(item.caseId)}?task=${encodeURIComponent(item.id)}`
  : documentSteps.includes(item.step) ? `/task/${encodeURIComponent(item.id)}` : `/cases/${encodeURIComponent(item.caseId)}?task=${encodeURIComponent(item.id)}`;
