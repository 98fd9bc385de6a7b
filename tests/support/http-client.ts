export interface RequestOptions {
  /** Sent as `Authorization: Bearer …`. */
  token?: string;
  headers?: Readonly<Record<string, string>>;
  /** A value is sent as JSON, a text or bytes as they are. */
  body?: unknown;
}

export interface Answer<Body> {
  status: number;
  headers: Headers;
  /** Parsed where the answer is JSON, else the text; `undefined` where there is none. */
  body: Body;
}

/** The envelope of every refusal. */
export interface Refusal {
  data: null;
  error: { status: number; name: string; code: string; message: string; details: unknown };
}

type Call = <Body = Refusal>(path: string, options?: RequestOptions) => Promise<Answer<Body>>;

export interface HttpClient {
  get: Call;
  post: Call;
  put: Call;
  patch: Call;
  delete: Call;
  request<Body = Refusal>(method: string, path: string, options?: RequestOptions): Promise<Answer<Body>>;
  /** The same client with headers that go along with every request, such as a token. */
  with(always: Pick<RequestOptions, 'token' | 'headers'>): HttpClient;
}

/** A small client on `fetch`: no retries, no redirects, no exception for a refusal. */
export function createHttpClient(baseUrl: () => string, always: Pick<RequestOptions, 'token' | 'headers'> = {}): HttpClient {
  const request = async <Body>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<Body>> => {
    const { token, headers, body } = { ...always, ...options, headers: { ...always.headers, ...options.headers } };
    const isRaw = typeof body === 'string' || body instanceof Uint8Array || body instanceof FormData;
    const response = await fetch(new URL(path, baseUrl()), {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: isRaw ? (body as string | Uint8Array<ArrayBuffer> | FormData) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (text === '' ? undefined : isJson ? JSON.parse(text) : text) as Body };
  };
  const verb = (method: string): Call => (path, options) => request(method, path, options);
  return {
    get: verb('GET'),
    post: verb('POST'),
    put: verb('PUT'),
    patch: verb('PATCH'),
    delete: verb('DELETE'),
    request,
    with: (more) => createHttpClient(baseUrl, { ...always, ...more, headers: { ...always.headers, ...more.headers } }),
  };
}
