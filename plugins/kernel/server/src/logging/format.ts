import { actorText, requestContext } from '../request-context';
import { describeError, errorText } from './describe-error';

/** Where winston looks for the finished line. */
const MESSAGE = Symbol.for('message');

interface Info {
  level: string;
  message: unknown;
  [key: string | symbol]: unknown;
}

/** A format of winston: `transform` puts the line beside the facts. */
export interface LogFormat {
  options: object;
  transform(info: Info): Info;
}

/**
 * How a line of the log looks: for people in development, one JSON object a line (field names of the Elastic Common
 * Schema) in production. Strapi's own format prints the message alone and drops whatever was logged beside it.
 */
export function createLogFormat(kind: 'text' | 'json', now = () => new Date()): LogFormat {
  return {
    options: {},
    transform(info) {
      const { level, message, stack, error, requestId, ...facts } = info;
      const context = requestContext.get();
      const failure = error ?? (message instanceof Error ? message : undefined);
      const line = {
        at: now().toISOString(),
        level,
        message: message instanceof Error ? message.message : String(message),
        requestId: requestId ?? context?.requestId,
        actor: context ? actorText(context.actor) : undefined,
        error: failure === undefined ? (typeof stack === 'string' ? { type: 'Error', message: String(message), stack } : undefined) : describeError(failure),
        facts,
      };
      info[MESSAGE] = kind === 'json' ? jsonLine(line) : textLine(line);
      return info;
    },
  };
}

interface Line {
  at: string;
  level: string;
  message: string;
  requestId: unknown;
  actor: string | undefined;
  error: ReturnType<typeof describeError> | undefined;
  facts: Record<string, unknown>;
}

const jsonLine = ({ at, level, message, requestId, actor, error, facts }: Line): string =>
  safeJson({
    '@timestamp': at,
    'log.level': level,
    message,
    'http.request.id': requestId,
    'user.id': actor,
    ...(error ? { error: { type: error.type, message: error.message, code: error.code, stack_trace: errorText(error) } } : {}),
    ...(Object.keys(facts).length > 0 ? { labels: facts } : {}),
  });

function textLine({ at, level, message, requestId, error, facts }: Line): string {
  const rest = Object.entries(facts).map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : safeJson(value)}`);
  const id = requestId === undefined ? '' : ` [${String(requestId)}]`;
  return `${at} ${level}${id} ${message}${rest.join('')}${error ? `\n${errorText(error)}` : ''}`;
}

/** A log line must never throw: what has no JSON is named instead. */
function safeJson(value: unknown): string {
  const seen = new WeakSet<object>();
  return (
    JSON.stringify(value, (_, inner: unknown) => {
      if (typeof inner === 'bigint') return inner.toString();
      if (inner instanceof Error) return describeError(inner);
      if (typeof inner !== 'object' || inner === null) return inner;
      if (seen.has(inner)) return '(seen above)';
      seen.add(inner);
      return inner;
    }) ?? 'undefined'
  );
}
