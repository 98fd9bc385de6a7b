import { Internal, refusalOf } from '#kernel';

export type Answer = { ok: true; [field: string]: unknown } | { ok: false; code: string; message: string; details?: unknown };

/** What a client is told of an error; the same words as over REST. `isOurs` says that it is a mistake of ours, to be logged. */
export function refused(error: unknown): { answer: Extract<Answer, { ok: false }>; isOurs: boolean } {
  const known = refusalOf(error);
  const { code, message, details } = known ?? new Internal();
  const hasDetails = typeof details === 'object' && details !== null && Object.keys(details).length > 0;
  return { answer: { ok: false, code, message, ...(hasDetails ? { details } : {}) }, isOurs: known === undefined };
}

/** Calls a client's acknowledgement function once, whoever answers first. */
export function answerOnce(acknowledge: ((answer: Answer) => void) | undefined): (answer: Answer) => void {
  let isAnswered = false;
  return (answer) => {
    if (isAnswered) return;
    isAnswered = true;
    acknowledge?.(answer);
  };
}
