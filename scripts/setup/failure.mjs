/** A failure that was foreseen: its message is for the person at the keyboard, and no stack is shown. */
export class Failure extends Error {
  /** @override */
  name = 'Failure';
}

const errorCode = (/** @type {unknown} */ error) =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/**
 * What a failure says at the end of a script: one sentence where it was foreseen, everything where it is a mistake of ours.
 * @param {unknown} error
 * @returns {string}
 */
export function sentenceOf(error) {
  if (error instanceof Failure) return error.message;
  if (errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT') {
    return `The disk is full (${error instanceof Error ? error.message : ''}). Make room and run the same command again: it goes on where it stopped.`;
  }
  if (errorCode(error) === 'EROFS') return `The disk is read-only: ${error instanceof Error ? error.message : ''}`;
  if (errorCode(error) === 'EACCES' && error instanceof Error) return `This user may not do that: ${error.message}. Was the folder made by another user, for example root?`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
