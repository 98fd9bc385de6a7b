export interface DescribedError {
  type: string;
  message: string;
  stack?: string;
  /** Of the system, PostgreSQL or ours. */
  code?: string;
  /** Which rule of the database refused. */
  constraint?: string;
  cause?: DescribedError;
}

const DEEPEST_CAUSE = 4;

/**
 * What a log may say about a failure. Only chosen fields: errors of libraries carry whole requests, and PostgreSQL's
 * `detail` quotes rows, so that tokens and personal data would end up in the log.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!isLikeAnError(error)) return { type: typeof error, message: String(error) };
  const { name, message, stack, code, constraint, cause } = error;
  return {
    type: name ?? typeof error,
    message,
    ...(stack ? { stack } : {}),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(cause !== undefined && depth < DEEPEST_CAUSE ? { cause: describeError(cause, depth + 1) } : {}),
  };
}

type LikeAnError = Omit<Error, 'name'> & { name?: string; code?: unknown; constraint?: unknown };

/** Some libraries hand out copies of errors; pg-boss adds to one which queue it is about. */
const isLikeAnError = (error: unknown): error is LikeAnError => error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string');

/** The same for people: the stack, then the facts beside it, then what caused it. */
export function errorText({ type, message, stack, code, constraint, cause }: DescribedError): string {
  const facts = [code && `code ${code}`, constraint && `constraint ${constraint}`].filter(Boolean).join(', ');
  const own = `${stack ?? `${type}: ${message}`}${facts ? ` (${facts})` : ''}`;
  return cause ? `${own}\ncaused by ${errorText(cause)}` : own;
}
