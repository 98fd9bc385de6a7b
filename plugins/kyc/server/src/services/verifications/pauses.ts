import type { Core } from '@strapi/strapi';
import { clock } from '#kernel';
import { kycConfig } from '../../config';
import type { Verification } from './verifications';

const FIRST_RETRY_SECONDS = 2;
const LONGEST_RETRY_SECONDS = 60;
const LONGEST_POLL_SECONDS = 600;
/** A pause doubles after so many looks. */
const LOOKS_A_STEP = 4;

const inSeconds = (seconds: number): Date => new Date(clock.now().getTime() + seconds * 1_000);

/** When a verifier that could not be reached is called again. */
export const retryAt = (calls: number): Date => inSeconds(Math.min(LONGEST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** Math.max(0, calls - 1)));

/** When one that has not decided is asked again, should its webhook not come; never after the deadline. */
export function nextLook(strapi: Core.Strapi, { turns, deadlineAt }: Verification): Date {
  const { pollSeconds } = kycConfig(strapi).verifiers;
  const seconds = Math.min(Math.max(pollSeconds, LONGEST_POLL_SECONDS), pollSeconds * 2 ** Math.floor(turns / LOOKS_A_STEP));
  return new Date(Math.min(inSeconds(seconds).getTime(), deadlineAt.getTime()));
}
