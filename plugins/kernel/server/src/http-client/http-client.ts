import { setTimeout as pause } from 'node:timers/promises';
import { addressOf, baseAddress, type Params, type Query } from './address';
import { callText, HttpFailure } from './failures';
import { isTransient, pauseMs } from './retry';
import { createSender, type Answer } from './send';

export type { Answer };

export interface HttpClientOptions {
  /** E.g. `https://api.paystack.co`; paths are appended to it. */
  baseUrl: string;
  /** The time that a call may take in all: connecting, the whole answer, further attempts and the pauses between them. */
  timeoutMs: number;
  /** Sent with every request, e.g. `Authorization`. Never logged. */
  headers?: Readonly<Record<string, string>>;
  /** Further attempts of a GET after a lost connection, 429, 502, 503 or 504. Other methods are never repeated. Default 2. */
  retries?: number;
  /** The largest answer that is read, decompressed. Default 5 MB. */
  maxResponseBytes?: number;
  /** Takes one line a call at level `debug`: method, host, path template, status, milliseconds. */
  log?: { debug(line: string): unknown };
}

export interface CallOptions {
  /** Values for the `:name` parts of the path. */
  params?: Params;
  query?: Query;
  headers?: Readonly<Record<string, string>>;
  /** Replaces the client's for this call. */
  timeoutMs?: number;
  /** Gives the call up, e.g. because the server stops. */
  signal?: AbortSignal;
}

/**
 * Talks JSON to one outside service. Every method answers a 2xx or throws an `HttpFailure`. `Body` is what the caller
 * takes the answer for; nothing checks it here, so check what matters.
 */
export interface HttpClient {
  /** @throws NoAnswer, Refused, ServerFault, UnusableAnswer */
  get<Body = unknown>(path: string, options?: CallOptions): Promise<Answer<Body>>;
  /** `body` is sent as JSON. Never repeated by itself. @throws NoAnswer, Refused, ServerFault, UnusableAnswer */
  post<Body = unknown>(path: string, body: unknown, options?: CallOptions): Promise<Answer<Body>>;
  put<Body = unknown>(path: string, body: unknown, options?: CallOptions): Promise<Answer<Body>>;
  delete<Body = unknown>(path: string, options?: CallOptions): Promise<Answer<Body>>;
  /** Closes the idle connections. */
  close(): void;
}

const DEFAULT_RETRIES = 2;
const DEFAULT_MAX_RESPONSE_BYTES = 5_000_000;

/**
 * Builds a client for one outside service.
 *
 * @example
 * const paystack = createHttpClient({ baseUrl: 'https://api.paystack.co', timeoutMs: 10_000, headers: { Authorization: `Bearer ${key}` } });
 * const { body } = await paystack.get('/transaction/verify/:reference', { params: { reference } });
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { baseUrl, host } = baseAddress(options.baseUrl);
  const retries = options.retries ?? DEFAULT_RETRIES;
  const { send, close } = createSender(options.headers ?? {}, options.maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES, options.log);

  async function call<Body>(method: string, path: string, body: unknown, given: CallOptions = {}): Promise<Answer<Body>> {
    const name = { method, host, path };
    const url = addressOf(baseUrl, path, given.params, given.query);
    const endsAt = performance.now() + (given.timeoutMs ?? options.timeoutMs);
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await send<Body>({ name, url, body, headers: given.headers, timeoutMs: endsAt - performance.now(), signal: given.signal });
      } catch (failure) {
        if (!(failure instanceof HttpFailure) || method !== 'GET' || attempt >= retries || !isTransient(failure)) throw failure;
        const waitMs = pauseMs(attempt, failure);
        if (waitMs >= endsAt - performance.now()) throw failure;
        await pause(waitMs, undefined, given.signal ? { signal: given.signal } : {}).catch(() => {
          throw failure; // Given up while waiting: what happened last is the reason.
        });
        options.log?.debug(`${callText(name)} is tried again after ${Math.round(waitMs)} ms`);
      }
    }
  }

  return {
    get: (path, given) => call('GET', path, undefined, given),
    post: (path, body, given) => call('POST', path, body, given),
    put: (path, body, given) => call('PUT', path, body, given),
    delete: (path, given) => call('DELETE', path, undefined, given),
    close,
  };
}
