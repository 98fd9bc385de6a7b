import type { Refusal } from './wire.ts';

/** The server said no, and why. Nothing was done. */
export class MessagingRefused extends Error {
  override readonly name = 'MessagingRefused';
  /** E.g. `KERNEL_NOT_FOUND`; docs/reference/errors.md lists them. */
  readonly code: string;
  readonly details: unknown;
  constructor({ code, message, details }: Refusal) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** No answer came. Whether it was done, nobody knows. */
export class MessagingUnanswered extends Error {
  override readonly name = 'MessagingUnanswered';
  constructor(event: string, cause?: unknown) {
    super(`No answer to "${event}" came: there is no connection, or it was lost.`, { cause });
  }
}

/** The client was closed, or the session ended, before an answer came. */
export class MessagingClosed extends Error {
  override readonly name = 'MessagingClosed';
}

/** Too many messages wait for a connection. This one was not taken; tell its author. */
export class MessagingOutboxFull extends Error {
  override readonly name = 'MessagingOutboxFull';
  constructor(most: number) {
    super(`${most} messages wait to be sent; no more are taken until some of them are.`);
  }
}

/** Refusals that are about the moment and not about what was asked. */
const OF_THE_MOMENT = new Set(['KERNEL_UNAVAILABLE', 'KERNEL_INTERNAL', 'KERNEL_UNAUTHENTICATED', 'MESSAGING_FLOODING', 'MESSAGING_TEXT_UNCHECKED', 'MESSAGING_DRAINING']);

/** Whether the same question may be answered otherwise in a while. */
export const isWorthRepeating = (error: unknown): boolean => error instanceof MessagingUnanswered || (error instanceof MessagingRefused && OF_THE_MOMENT.has(error.code));

/** After how long the server wants to be asked again, where it says so. */
export function retryAfterMs(error: unknown): number | undefined {
  if (!(error instanceof MessagingRefused) || typeof error.details !== 'object' || error.details === null) return undefined;
  const seconds = 'retryAfterSeconds' in error.details ? error.details.retryAfterSeconds : undefined;
  return typeof seconds === 'number' ? seconds * 1_000 : undefined;
}
