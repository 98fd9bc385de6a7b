import { Failure } from '../setup/failure.mjs';

export interface Answer<Body> {
  status: number;
  body: Body;
}

export interface Client {
  /** Whatever the answer is. */
  call<Body>(method: string, path: string, body?: unknown): Promise<Answer<Body>>;
  /** @throws Failure when it is a refusal */
  get<Body>(path: string): Promise<Body>;
  post<Body>(path: string, body?: unknown): Promise<Body>;
  put<Body>(path: string, body: unknown): Promise<Body>;
  patch<Body>(path: string, body: unknown): Promise<Body>;
  delete(path: string): Promise<void>;
}

const TIMEOUT_MS = 60_000;

/** A small JSON client: what a frontend does with `fetch`. */
export function createClient(base: string, token?: string): Client {
  async function call<Body>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    const response = await fetch(`${base}${path}`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        accept: 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, body: (isJson && text !== '' ? JSON.parse(text) : text) as Body };
  }
  async function ask<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const answer = await call<Body>(method, path, body);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw new Failure(`${method} ${base}${path} was answered with ${answer.status}: ${messageOf(answer.body)}`);
  }
  return {
    call,
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body ?? {}),
    put: (path, body) => ask('PUT', path, body),
    patch: (path, body) => ask('PATCH', path, body),
    delete: async (path) => void (await ask('DELETE', path)),
  };
}

function messageOf(body: unknown): string {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return typeof error === 'string' ? error : JSON.stringify(body).slice(0, 300);
}
