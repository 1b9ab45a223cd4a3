import type { Answer, Body, Path, Search } from './routes';
import type { FieldProblem } from './types';

/** The server said no, with a stable code, a sentence and the fields concerned. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly problems: FieldProblem[] = [],
    readonly currentRevision: number | null = null,
    readonly traceId: string | null = null,
  ) {
    super(detail || title);
  }
}

/** No answer: the request may or may not have been carried out. Repeat it with the same command id. */
export class NoAnswer extends Error {}

let csrf = '';
let signedOut: () => void = () => undefined;
let renewCsrf: () => Promise<string> = () => Promise.resolve('');

export function connect(token: string, renew: () => Promise<string>, onSignedOut: () => void): void {
  csrf = token;
  renewCsrf = renew;
  signedOut = onSignedOut;
}

export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function withQuery(path: string, query?: object): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

async function send(method: string, path: string, body: unknown): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF-TOKEN'] = csrf;
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : form ? body : JSON.stringify(body),
      credentials: 'same-origin',
    });
  } catch {
    throw new NoAnswer('network');
  }
}

async function readProblem(response: Response): Promise<Problem> {
  const text = await response.text().catch(() => '');
  try {
    const p = JSON.parse(text) as Record<string, unknown>;
    return new Problem(
      response.status,
      String(p.code ?? response.status),
      String(p.title ?? ''),
      String(p.detail ?? ''),
      Array.isArray(p.problems) ? (p.problems as FieldProblem[]) : [],
      typeof p.currentRevision === 'number' ? p.currentRevision : null,
      typeof p.traceId === 'string' ? p.traceId : null,
    );
  } catch {
    return new Problem(response.status, String(response.status), '', '');
  }
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  let response = await send(method, path, body);
  if (!response.ok) {
    let problem = await readProblem(response);
    if (method !== 'GET' && /csrf|antiforgery/i.test(problem.code)) {
      csrf = await renewCsrf();
      response = await send(method, path, body);
      if (!response.ok) problem = await readProblem(response);
    }
    if (!response.ok) {
      // A gateway in between says nothing about whether the host carried the command out.
      if (response.status === 502 || response.status === 504) throw new NoAnswer('gateway');
      if ((response.status === 401 && path !== '/session') || problem.code === 'password-change-required') signedOut();
      throw problem;
    }
  }
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

const at = (place: string) => ({
  get: <P extends Path<'get'>>(path: P, query?: Search<'get', P>) => call<Answer<'get', P>>('GET', place + withQuery(path, query as object | undefined)),
  post: <P extends Path<'post'>>(path: P, body: Body<'post', P>, query?: Search<'post', P>) => call<Answer<'post', P>>('POST', place + withQuery(path, query as object | undefined), body),
  put: <P extends Path<'put'>>(path: P, body: Body<'put', P>) => call<Answer<'put', P>>('PUT', place + path, body),
  delete: <P extends Path<'delete'>>(path: P, query?: Search<'delete', P>) => call<Answer<'delete', P>>('DELETE', place + withQuery(path, query as object | undefined)),
});

export const api = at('');

const placeOf = (service: string | null) => (service === null ? '' : `/services/${encodeURIComponent(service)}`);

/** The same paths in a service that runs apart, for its operators; null is whoever answers everybody. */
export const apiOf = (service: string | null) => at(placeOf(service));

/** A file that the server makes, with the name that it gives to it. */
export async function receive(path: Path<'get'>, query?: object, service: string | null = null): Promise<{ name: string; content: Blob }> {
  const response = await send('GET', placeOf(service) + withQuery(path, query), undefined);
  if (!response.ok) {
    if (response.status === 502 || response.status === 504) throw new NoAnswer('gateway');
    const problem = await readProblem(response);
    if (response.status === 401 || problem.code === 'password-change-required') signedOut();
    throw problem;
  }
  return { name: fileName(response.headers.get('Content-Disposition')) ?? path.split('/').pop()!, content: await response.blob() };
}

/** The name in a Content-Disposition header (RFC 6266); the one in full, not the one in ASCII beside it. */
export function fileName(header: string | null): string | null {
  const full = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1];
  return full ? decodeURIComponent(full) : /filename="?([^";]+)"?/i.exec(header ?? '')?.[1] ?? null;
}

/** Upload with progress; the browser's fetch cannot report it. */
export async function upload<P extends Path<'post'>>(path: P, form: FormData, onProgress: (share: number) => void): Promise<Answer<'post', P>> {
  try {
    return await uploadOnce(path, form, onProgress);
  } catch (error) {
    if (!(error instanceof Problem && /csrf|antiforgery/i.test(error.code))) throw error;
    csrf = await renewCsrf();
    return uploadOnce(path, form, onProgress);
  }
}

function uploadOnce<P extends Path<'post'>>(path: P, form: FormData, onProgress: (share: number) => void): Promise<Answer<'post', P>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1${path}`);
    request.setRequestHeader('X-CSRF-TOKEN', csrf);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.addEventListener('progress', (e) => e.lengthComputable && onProgress(e.loaded / e.total));
    request.addEventListener('error', () => reject(new NoAnswer('network')));
    request.addEventListener('load', () => {
      if (request.status < 300) return resolve(JSON.parse(request.responseText || 'null') as Answer<'post', P>);
      if (request.status === 502 || request.status === 504) return reject(new NoAnswer('gateway'));
      void readProblem(new Response(request.responseText, { status: request.status })).then(reject);
    });
    request.send(form);
  });
}
