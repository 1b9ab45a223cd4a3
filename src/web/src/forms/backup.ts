/** What was typed and not yet stored by the server, kept for this tab until it is. */
interface Backup<T> { value: T; basis: number; at: number }

const name = (key: string) => `unsaved:${key}`;

export function readBackup<T>(key: string): Backup<T> | null {
  try {
    const text = sessionStorage.getItem(name(key));
    return text ? (JSON.parse(text) as Backup<T>) : null;
  } catch {
    return null;
  }
}

export function writeBackup<T>(key: string, value: T, basis: number): void {
  try {
    sessionStorage.setItem(name(key), JSON.stringify({ value, basis, at: Date.now() }));
  } catch {
    // A full storage costs the second copy, not the first: the text is still on the page and on its way to the server.
  }
}

export const removeBackup = (key: string): void => sessionStorage.removeItem(name(key));
