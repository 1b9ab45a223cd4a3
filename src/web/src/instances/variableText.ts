interface Declared { typeName: string; isArray: boolean }

export const typeOf = ({ typeName, isArray }: Declared): string => `${typeName.split(',')[0]!.replace(/^System\./, '')}${isArray ? '[]' : ''}`;

const isText = (declared: Declared): boolean => typeOf(declared) === 'String';

/** Texts are shown and typed as they are, everything else as JSON. */
export const showValue = (declared: Declared, value: unknown): string =>
  isText(declared) && typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value, null, 2);

/** Nothing typed is no value. */
export function parseValue(declared: Declared, text: string): { value: unknown; problem?: string } {
  if (isText(declared)) return { value: text === '' ? null : text };
  if (text.trim() === '') return { value: null };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { value: null, problem: (error as Error).message };
  }
}
