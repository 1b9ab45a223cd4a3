/** Null when schema.ts is what the document yields, otherwise the first line that differs. */
export function staleLine(): Promise<string | null>;
