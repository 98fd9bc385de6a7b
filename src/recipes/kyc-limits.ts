import type { Core } from '@strapi/strapi';
import { defineError, kernel } from '#kernel';
import { limitsOf, type LimitsOfPerson } from '#kyc';
import { addLimitRefusal, describeExcess, limitPolicy, releaseHeld, type Excess } from '#payments';

/** As the profile says it: where somebody stands, and what the next level asks for. */
type Standing = Pick<LimitsOfPerson, 'level' | 'state'> & { nextLevel: string | null; requirements: object | null };

export const KycLimitExceeded = defineError<Excess & Standing>(
  'KYC_LIMIT_EXCEEDED',
  422,
  (excess) => `${describeExcess(excess)}${nextStep(excess)}`,
  'The payment is above what the KYC level of its payer allows; nothing was started. `details` say which limit, what is taken of it, the `level`, the `nextLevel` and its `requirements`.',
);
addLimitRefusal(KycLimitExceeded);

const nextStep = ({ state, nextLevel }: Standing): string => {
  if (state === 'revoked') return ' Your level was taken back: ask the support.';
  return nextLevel === null ? '' : ` Apply for the level "${nextLevel}" to raise this.`;
};

/**
 * Payments keep to the level of their payer. When a level changes, the limits of the new one hold for money that comes in,
 * and what was held goes to the wallet as far as they have room for it.
 */
export function kycLimits(strapi: Core.Strapi): void {
  const { isKycLimiting } = strapi.config.get('recipes') as { isKycLimiting: boolean };
  if (!isKycLimiting) return;
  limitPolicy(strapi).use({
    code: 'kyc',
    async limitsOf(tx, payerId, currency, at) {
      const { limits, level, state, nextLevel } = await limitsOf(tx, payerId, currency, at);
      const about: Standing = { level, state, nextLevel: nextLevel?.key ?? null, requirements: nextLevel?.requirements ?? null };
      return { ...limits, about };
    },
    refuse: (excess) => new KycLimitExceeded(excess as Excess & Standing),
  });
  for (const event of ['kyc.level_raised', 'kyc.profile_suspended', 'kyc.profile_revoked'] as const) {
    kernel(strapi).events.on(event, async ({ payload }) => void (await releaseHeld(strapi, payload.personId)), { name: 'limits' });
  }
}
