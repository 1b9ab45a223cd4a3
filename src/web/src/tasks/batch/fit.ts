import type { JsonSchema, TaskItem } from '../../api/types';
import { outcomesOf, type OutcomeSpec } from '../../forms/schema';
import type { Language } from '../../i18n';

/** An outcome that needs nothing beyond a comment. */
export interface SimpleOutcome extends OutcomeSpec { comment: 'optional' | 'required' | 'none' }
export type Forms = Record<string, JsonSchema>;

export const most = 100;

/** The outcomes of a task for which a comment is all that its form may ask. */
export function simpleOutcomes(item: Pick<TaskItem, 'form' | 'outcomes'>, forms: Forms, language: Language): SimpleOutcome[] {
  const schema = forms[item.form] ?? null;
  const fields = Object.keys(schema?.properties ?? {});
  // A form with a page of its own asks for more than its fields tell, unless a comment is all there is.
  if (schema?.['x-widget'] && fields.some((name) => name !== 'comment')) return [];
  return outcomesOf(schema, item.outcomes, language).flatMap((outcome) => {
    const required = [...new Set([...(schema?.required ?? []), ...outcome.required])];
    if (required.some((name) => name !== 'comment')) return [];
    return [{ ...outcome, comment: required.length > 0 ? 'required' as const : schema === null || fields.includes('comment') ? 'optional' as const : 'none' as const }];
  });
}

/** What all of the tasks can be decided as at once. */
export function commonOutcomes(items: Pick<TaskItem, 'form' | 'outcomes'>[], forms: Forms, language: Language): SimpleOutcome[] {
  const [first, ...others] = items.map((item) => simpleOutcomes(item, forms, language));
  return (first ?? []).flatMap((outcome) => {
    const same = others.map((list) => list.find((one) => one.code === outcome.code));
    if (same.some((one) => !one)) return [];
    const all = [outcome, ...(same as SimpleOutcome[])];
    return [{ ...outcome, comment: all.some((one) => one.comment === 'required') ? 'required' as const : all.some((one) => one.comment === 'optional') ? 'optional' as const : 'none' as const }];
  });
}
