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
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code, constraint, cause } = error as Error & { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(error.stack ? { stack: error.stack } : {}),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(cause !== undefined && depth < DEEPEST_CAUSE ? { cause: describeError(cause, depth + 1) } : {}),
  };
}

/** The same for people: the stack, then the facts beside it, then what caused it. */
export function errorText({ type, message, stack, code, constraint, cause }: DescribedError): string {
  const facts = [code && `code ${code}`, constraint && `constraint ${constraint}`].filter(Boolean).join(', ');
  const own = `${stack ?? `${type}: ${message}`}${facts ? ` (${facts})` : ''}`;
  return cause ? `${own}\ncaused by ${errorText(cause)}` : own;
}
