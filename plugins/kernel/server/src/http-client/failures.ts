/** Which call failed, in words that may be logged: the path is the template, so neither ids nor tokens are in it. */
export interface CallName {
  method: string;
  host: string;
  /** E.g. `/transaction/verify/:reference`. */
  path: string;
}

export const callText = ({ method, host, path }: CallName): string => `${method} ${host}${path}`;

/** The root of every failed call. Its message and its visible properties hold no header, no query and no body. */
export abstract class HttpFailure extends Error {
  readonly call: CallName;
  /** Whether the other side may have acted on the request. Where it is false, asking again is always safe. */
  abstract readonly mayHaveActed: boolean;

  constructor(call: CallName, what: string) {
    super(`${callText(call)} ${what}`);
    this.name = new.target.name;
    this.call = call;
  }
}

/** No answer came: the deadline passed, the connection was refused, reset or cut, or the name is unknown. */
export class NoAnswer extends HttpFailure {
  readonly mayHaveActed: boolean;
  /** `TIMEOUT`, `ABORTED`, or the code of the operating system, e.g. `ECONNREFUSED`. */
  readonly reason: string;

  constructor(call: CallName, reason: string, wasConnected: boolean) {
    super(call, `got no answer (${reason}${wasConnected ? '' : ', never connected'})`);
    this.reason = reason;
    this.mayHaveActed = wasConnected;
  }
}

/** What an answer other than a success carried. The body may hold personal data, so printing the error does not show it. */
abstract class Answered extends HttpFailure {
  readonly status: number;
  /** The parsed JSON, or the text where it is none. */
  declare readonly body: unknown;
  /** How long the answer asks to wait, from `Retry-After`. */
  readonly retryAfterMs: number | undefined;

  constructor(call: CallName, status: number, body: unknown, retryAfterMs?: number) {
    super(call, `answered ${status}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    Object.defineProperty(this, 'body', { value: body, enumerable: false });
  }
}

/** A 4xx: the other side understood and declined. It did nothing. */
export class Refused extends Answered {
  readonly mayHaveActed = false;
}

/** A 5xx: the other side failed, perhaps after it had acted. */
export class ServerFault extends Answered {
  readonly mayHaveActed = true;
}

/** An answer that cannot be used: no JSON, larger than allowed, or a redirect, which is never followed. */
export class UnusableAnswer extends HttpFailure {
  readonly mayHaveActed = true;
  readonly status: number;

  constructor(call: CallName, status: number, why: string) {
    super(call, `answered ${status} ${why}`);
    this.status = status;
  }
}
