import type { TaskItem } from '../api/types';
import { documentSteps } from './steps';

/** A task of a case opens on the case's page; one of a whole document, like its template, has a page of its own. */
export const taskLink = (item: Pick<TaskItem, 'id' | 'caseId' | 'step'>): string =>
  documentSteps.includes(item.step) ? `/task/${encodeURIComponent(item.id)}` : `/cases/${encodeURIComponent(item.caseId)}?task=${encodeURIComponent(item.id)}`;
