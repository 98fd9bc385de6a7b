export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  /** With its query string. */
  readonly path: string;
  readonly body: unknown;
  /** `null` where no answer was sent. */
  readonly status: number | null;
}

export interface RequestLog {
  add(entry: LoggedRequest): void;
  /** Newest last, bodies without secrets. */
  list(): LoggedRequest[];
  clear(): void;
}

const LIMIT = 1_000;
const MAX_BODY_LENGTH = 10_000;
const SECRETS = new Set(['card', 'cvv', 'pin', 'otp', 'authorization_code', 'account_number', 'bvn', 'birthday']);

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, SECRETS.has(name) ? '[redacted]' : withoutSecrets(part)]));
}

/** Numbers travel in the address, too: `/bank/resolve?account_number=…`. */
function withoutSecretsInQuery(path: string): string {
  const [before = '', search] = path.split('?', 2);
  if (search === undefined || ![...SECRETS].some((name) => search.includes(name))) return path;
  const query = new URLSearchParams(search);
  for (const name of new Set(query.keys())) if (SECRETS.has(name)) query.set(name, '[redacted]');
  return `${before}?${query.toString()}`;
}

function shorten(value: unknown): unknown {
  const length = JSON.stringify(value)?.length ?? 0;
  return length > MAX_BODY_LENGTH ? `[${length} characters]` : value;
}

/** The last requests to the emulated API, in a ring: adding one costs the same at the first and at the millionth. */
export function createRequestLog(): RequestLog {
  let ring: LoggedRequest[] = [];
  let next = 0;
  return {
    add(entry) {
      // Redacted on the way in: what is not kept cannot leak.
      const path = withoutSecretsInQuery(entry.path);
      ring[next] = entry.body === undefined ? { ...entry, path } : { ...entry, path, body: shorten(withoutSecrets(entry.body)) };
      next = (next + 1) % LIMIT;
    },
    list: () => (ring.length < LIMIT ? ring.slice() : [...ring.slice(next), ...ring.slice(0, next)]),
    clear() {
      ring = [];
      next = 0;
    },
  };
}
