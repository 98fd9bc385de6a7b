import { errors } from '@strapi/utils';

/** What an error carries to the client beside its sentence; always JSON-safe. */
export type ErrorDetails = Record<string, unknown>;

/**
 * The root of every refusal that Mangrove makes on purpose. Strapi's own error class stays its parent, so that code of
 * Strapi that looks for an `ApplicationError` treats ours alike.
 */
export class MangroveError extends errors.ApplicationError<string, string, ErrorDetails> {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string, details: ErrorDetails) {
    super(message, details);
    this.name = errorName(status);
    this.code = code;
    this.status = status;
  }
}

export interface ErrorDeclaration {
  code: string;
  status: number;
  /** When the error is answered, in one sentence, for the reference page. */
  when: string;
}

type ErrorConstructor<D> = (new (
  ...args: keyof D extends never ? [] : [details: D]
) => MangroveError) & ErrorDeclaration;

const declared = new Map<string, ErrorDeclaration>();

/**
 * Declares an error once: its code (never reused, never renamed), its HTTP status and the sentence that tells the reader
 * what to do. `when` goes to the reference page.
 *
 * @throws Error at start-up when two errors claim one code.
 */
export function defineError<D extends object = Record<never, never>>(
  code: string,
  status: number,
  message: string | ((details: D) => string),
  when = typeof message === 'string' ? message : '',
): ErrorConstructor<D> {
  if (declared.has(code)) throw new Error(`The error code ${code} is declared twice.`);
  declared.set(code, { code, status, when });
  const Declared = class extends MangroveError {
    static readonly code = code;
    static readonly status = status;
    static readonly when = when;
    constructor(details: D = {} as D) {
      super(code, status, typeof message === 'string' ? message : message(details), details as ErrorDetails);
    }
  };
  return Declared as unknown as ErrorConstructor<D>;
}

/** Every declared error, in the order of the codes: the source of the reference page. */
export const errorCatalogue = (): ErrorDeclaration[] =>
  [...declared.values()].sort((a, b) => a.code.localeCompare(b.code));

const names: Record<number, string> = {
  400: 'BadRequestError',
  401: 'UnauthorizedError',
  403: 'ForbiddenError',
  404: 'NotFoundError',
  409: 'ConflictError',
  413: 'PayloadTooLargeError',
  422: 'UnprocessableEntityError',
  429: 'RateLimitError',
  502: 'BadGatewayError',
  503: 'ServiceUnavailableError',
};

/** The `error.name` of Strapi's envelope for a status. */
export const errorName = (status: number): string =>
  names[status] ?? (status >= 500 ? 'InternalServerError' : 'ApplicationError');

export const ValidationFailed = defineError<{ errors: { path: (string | number)[]; message: string }[] }>(
  'KERNEL_VALIDATION_FAILED',
  400,
  ({ errors: [first] }) =>
    first ? `${first.path.length > 0 ? `${first.path.join('.')}: ` : ''}${first.message}` : 'The request is not valid.',
  'A part of the request does not have the declared shape; `details.errors` lists each place.',
);
export const MalformedRequest = defineError<{ reason: string }>(
  'KERNEL_MALFORMED_REQUEST',
  400,
  ({ reason }) => `The request could not be read: ${reason}`,
  'The body is not valid JSON, or a string contains a NUL byte.',
);
export const Unauthenticated = defineError(
  'KERNEL_UNAUTHENTICATED',
  401,
  'Sign in and send the access token as "Authorization: Bearer …".',
  'No token came with the request, or it is wrong, expired, or its session has ended.',
);
export const Forbidden = defineError('KERNEL_FORBIDDEN', 403, 'Your role does not allow this.');
export const NotFound = defineError(
  'KERNEL_NOT_FOUND',
  404,
  'There is nothing here that you may see.',
  'The address or the resource does not exist, or belongs to somebody else: the two answer alike.',
);
export const MethodNotAllowed = defineError('KERNEL_METHOD_NOT_ALLOWED', 405, 'This address does not take that method.');
export const Conflict = defineError(
  'KERNEL_CONFLICT',
  409,
  'This clashes with something that already exists or is still in use.',
  'A unique value is taken, or a row is still referred to.',
);
export const PayloadTooLarge = defineError('KERNEL_PAYLOAD_TOO_LARGE', 413, 'The body is larger than this server accepts.');
export const UnsupportedMediaType = defineError(
  'KERNEL_UNSUPPORTED_MEDIA_TYPE',
  415,
  'Send the body as "Content-Type: application/json".',
);
export const TooManyRequests = defineError<{ retryAfterSeconds: number }>(
  'KERNEL_TOO_MANY_REQUESTS',
  429,
  ({ retryAfterSeconds }) => `Too many attempts. Try again in ${retryAfterSeconds} seconds.`,
  'A rate limit was reached; the header `Retry-After` says when to come back.',
);
export const IllegalTransition = defineError<{ machine: string; from: string; to: string }>(
  'KERNEL_ILLEGAL_TRANSITION',
  409,
  ({ machine, from, to }) => `A ${machine} that is "${from}" cannot become "${to}".`,
  'The thing is in a state from which this step is not possible, or somebody else moved it first.',
);
export const RefusedByStrapi = defineError('KERNEL_REFUSED', 400, 'The request was refused; the message says why.');
export const Internal = defineError(
  'KERNEL_INTERNAL',
  500,
  'Something went wrong on our side. Repeat the request later and quote the request id.',
);
export const Unavailable = defineError(
  'KERNEL_UNAVAILABLE',
  503,
  'The service cannot answer right now. Repeat the request in a moment.',
  'The server is starting, draining, or cannot reach its database.',
);
