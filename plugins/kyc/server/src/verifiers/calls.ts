import { createSecretKey, type KeyObject } from 'node:crypto';
import { Refused, type Answer } from '#kernel';
import { VerifierMisconfigured, VerifierUnavailable } from '../verification-errors';
import { translateFailure } from './failures';

export type Json = Readonly<Record<string, unknown>>;
export const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const asJson = (value: unknown): Json => (isJson(value) ? value : {});
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A short text of the verifier's for staff, where it is one. */
export const wordsOf = (value: unknown, most = 100): string => (textOf(value) ?? '').replace(/[^\P{Cc}\t]/gu, ' ').slice(0, most);

/** A code of the verifier's, fit to be logged: no words, which might be about a person. */
export const codeOf = (value: unknown, otherwise: string): string => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(text) ? text.toLowerCase().replaceAll('-', '_') : otherwise;
};

export function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined; // An authentic body that is no JSON is a notice about nothing.
  }
}

/** The current one first. An empty one is none: it would sign for everybody. */
export const secretKeys = (secrets: readonly string[]): KeyObject[] => secrets.filter((secret) => secret !== '').map((secret) => createSecretKey(Buffer.from(secret)));

export interface Caller {
  verifier: string;
  /** Whether a refusal is the verifier's own: what stands between us and it may answer 4xx, too, and knows nothing. */
  isTheirs(body: unknown): boolean;
  /** Whether it refuses us, not the question, with another status than 401 and 403. */
  isAboutCredentials?(body: unknown): boolean;
  /** A short code for why it refuses a question. */
  reasonOf(body: unknown): string;
}

/**
 * What a call was answered with, failures in the errors of the port.
 *
 * @param answered makes an answer of a refusal that is one; `undefined` for all others
 */
export async function asked(caller: Caller, call: Promise<Answer>, answered?: (refusal: Refused) => unknown): Promise<unknown> {
  const { verifier } = caller;
  try {
    return (await call).body;
  } catch (error) {
    if (error instanceof Refused) {
      if (!caller.isTheirs(error.body)) throw new VerifierUnavailable({ verifier });
      if (caller.isAboutCredentials?.(error.body)) throw new VerifierMisconfigured({ verifier });
      const answer = answered?.(error);
      if (answer !== undefined) return answer;
    }
    throw translateFailure(verifier, error, caller.reasonOf);
  }
}
