import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import { verificationMachine } from '../../domain/verification';
import { asksOf, handleOf } from './asks';
import { timeLimit } from './call';
import { takeAnswer } from './take-answer';
import { findVerification } from './verifications';
import { verifiers } from './verifiers';

/**
 * Takes in a failure that a verifier tells in its webhook alone: after it was asked, and has said "not yet". An authentic
 * body is enough for what makes things stricter; anything else that one reads as is left,
 * and so is an old failure of what has passed since.
 */
export async function takeAgainst(strapi: Core.Strapi, code: string, verificationId: string, askId: string, rawBody: Buffer): Promise<void> {
  const verifier = verifiers(strapi).find(code);
  const verification = await findVerification(sql(strapi), verificationId);
  const ask = (await asksOf(sql(strapi), verificationId)).find(({ id }) => id === askId);
  if (!verifier || !ask || !verification || verification.state === 'passed' || !verificationMachine.can(verification.state, 'failed')) return;
  const raw: unknown = { webhook: JSON.parse(rawBody.toString('utf8')) };
  if (verifier.normalise(raw, handleOf(ask, verification)).state === 'failed') await takeAnswer(strapi, verifier, ask, verification, raw, timeLimit(strapi));
}
