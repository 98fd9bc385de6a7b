import type { Sandbox } from '../sandbox.ts';
import type { Domain } from '../transactions/transaction.ts';

/** An authenticated request of the emulated API. */
export interface ApiRequest {
  /** Decided by the key: test and live do not see each other. */
  readonly domain: Domain;
  readonly params: Record<string, string>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly ipAddress: string;
}

/** What goes into the envelope `{ status: true, message, data, meta? }`. */
export interface ApiAnswer {
  readonly message: string;
  /** Left out where there is none, e.g. for what was only accepted. */
  readonly data?: unknown;
  readonly meta?: unknown;
  /** 200 unless given. */
  readonly httpStatus?: number;
}

/** One endpoint. It acts in memory and at once; a refusal is a thrown `PaystackError`. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  handle(request: ApiRequest, sandbox: Sandbox): ApiAnswer;
}
