import type { TaskItem } from '../api/types';
import type { Language } from '../i18n';

/** A task is named in Chinese by its definition; in English by its step and what it is about. */
export const taskTitle = (task: Pick<TaskItem, 'title' | 'step' | 'caseTitle'>, language: Language, word: (group: string, code: string) => string): string =>
  language === 'zh' ? task.title : [word('step', task.step), task.caseTitle].filter(Boolean).join(' · ');
