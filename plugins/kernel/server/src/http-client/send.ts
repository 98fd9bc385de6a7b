import axios, { type AxiosRequestConfig } from 'axios';
import { createAgents, watchedTransport, type ConnectionWatch } from './connection';
import { callText, NoAnswer, Refused, ServerFault, UnusableAnswer, type CallName } from './failures';
import { retryAfterMs } from './retry';

export interface Answer<Body = unknown> {
  status: number;
  headers: Readonly<Record<string, string | undefined>>;
  /** The parsed JSON; `null` where the answer had no body. */
  body: Body;
}

export interface Request {
  name: CallName;
  url: string;
  /** Sent as JSON, unless undefined. */
  body: unknown;
  headers: Readonly<Record<string, string>> | undefined;
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

type Headers = Record<string, string | undefined>;
type Raw = { status: number; headers: Headers; data: Buffer };

/** Sends one request and sorts what comes back: an answer, or one of the four failures. */
export function createSender(
  headers: Readonly<Record<string, string>>,
  maxResponseBytes: number,
  log: { debug(line: string): unknown } | undefined,
) {
  const { httpAgent, httpsAgent } = createAgents();
  const client = axios.create({
    adapter: 'http',
    httpAgent,
    httpsAgent,
    // A proxy would see where we talk to, and loopback services would not be reached through it.
    proxy: false,
    maxRedirects: 0,
    maxContentLength: maxResponseBytes,
    responseType: 'arraybuffer',
    validateStatus: null,
    transformRequest: [],
    transformResponse: [],
  });
  // Small answers come sooner uncompressed.
  const common = { Accept: 'application/json', 'Accept-Encoding': 'identity', 'User-Agent': 'mangrove', ...headers };

  async function exchange({ name, url, body, headers: own, timeoutMs, signal }: Request, watch: ConnectionWatch): Promise<Raw> {
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort('TIMEOUT'), Math.max(1, timeoutMs));
    const giveUp = () => ending.abort('ABORTED');
    signal?.addEventListener('abort', giveUp, { once: true });
    if (signal?.aborted) giveUp();
    const config: AxiosRequestConfig = {
      method: name.method,
      url,
      headers: { ...common, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...own },
      signal: ending.signal,
      transport: watchedTransport(watch),
      ...(body === undefined ? {} : { data: JSON.stringify(body) }),
    };
    try {
      return (await client.request<Buffer>(config)) as unknown as Raw;
    } catch (error) {
      // The error of axios holds the whole request, credentials included: it must not travel on, not even as a cause.
      if (ending.signal.aborted) throw new NoAnswer(name, String(ending.signal.reason), watch.wasConnected);
      throw translate(name, error, watch.wasConnected);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    }
  }

  async function send<Body>(request: Request): Promise<Answer<Body>> {
    const startedAt = performance.now();
    const watch: ConnectionWatch = { wasConnected: false };
    const note = (result: string | number) =>
      log?.debug(`${callText(request.name)} ${result} ${Math.round(performance.now() - startedAt)} ms`);
    try {
      const raw = await exchange(request, watch);
      note(raw.status);
      return sort(request.name, raw) as Answer<Body>;
    } catch (failure) {
      if (failure instanceof NoAnswer) note(failure.reason);
      throw failure;
    }
  }

  const close = () => {
    httpAgent.destroy();
    httpsAgent.destroy();
  };
  return { send, close };
}

function translate(name: CallName, error: unknown, wasConnected: boolean): Error {
  if (!axios.isAxiosError(error)) return error instanceof Error ? error : new Error(String(error));
  if (error.code === 'ERR_BAD_RESPONSE' && error.message.startsWith('maxContentLength')) {
    return new UnusableAnswer(name, error.response?.status ?? 200, 'with more bytes than are accepted');
  }
  // A header with a line break, for example: our mistake, and nothing was sent.
  if (error.code?.startsWith('ERR_INVALID')) return new Error(`${callText(name)} could not be sent (${error.code}).`);
  return new NoAnswer(name, error.code ?? 'UNKNOWN', wasConnected);
}

function sort(name: CallName, { status, headers, data }: Raw): Answer {
  const text = data.toString('utf8');
  const parsed = parseJson(text);
  if (status >= 500) throw new ServerFault(name, status, parsed ? parsed.value : text, retryAfterMs(headers['retry-after']));
  if (status >= 400) throw new Refused(name, status, parsed ? parsed.value : text, retryAfterMs(headers['retry-after']));
  if (status >= 300) throw new UnusableAnswer(name, status, 'with a redirect, which is not followed');
  if (!parsed) throw new UnusableAnswer(name, status, 'with a body that is no JSON');
  return { status, headers, body: parsed.value };
}

function parseJson(text: string): { value: unknown } | undefined {
  if (text === '') return { value: null };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // The caller knows whether that matters.
  }
}
