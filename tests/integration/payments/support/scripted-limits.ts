import type { Core } from '@strapi/strapi';
import type { RemoteModules, TestUser } from '../../../support/index.ts';
import type { World } from './world.ts';

/** Limits as a test says them, in minor units; what is left out is not limited. */
export interface Script {
  perTransaction?: string;
  perDay?: string;
  balance?: string;
}

/** Has a server limit payments by what tests say; somebody of whom they say nothing may pay as they like. */
export function scriptedLimits(strapi: Core.Strapi, { load }: RemoteModules): void {
  const scripts: Record<string, { perTransaction?: string; perDay?: string; balance?: string }> = {};
  Object.assign(globalThis, { limitScripts: scripts });
  const minor = (text: string | undefined) => (text === undefined ? null : BigInt(text));
  load<typeof import('#payments')>('#payments').limitPolicy(strapi).use({
    code: 'scripted',
    async limitsOf(tx, payerId, currency) {
      await tx.query('SELECT 1');
      const script = scripts[`${payerId} ${currency}`] ?? {};
      return {
        perTransactionMinor: minor(script.perTransaction),
        perDayMinor: minor(script.perDay),
        balanceMinor: minor(script.balance),
        about: { level: 'tier-0', nextLevel: { key: 'tier-1', requirements: ['nin'] } },
      };
    },
  });
}

/** From the next question on, somebody's limits are these. */
export const limit = (world: World, payer: TestUser, script: Script, currency = 'NGN'): Promise<void> =>
  world.server.run(
    (_strapi, { key, given }) => {
      (globalThis as unknown as { limitScripts: Record<string, object> }).limitScripts[key] = given;
    },
    { key: `${payer.id} ${currency}`, given: script },
  );

/** What a recipe does when a level has changed; answers what moved. */
export const release = (world: World, payer: TestUser): Promise<{ currency: string; minor: string; leftMinor: string }[]> =>
  world.server.run(
    async (strapi, id, { load }) => {
      const released = await load<typeof import('#payments')>('#payments').releaseHeld(strapi, id);
      return released.map(({ amount, leftMinor }) => ({ currency: amount.currency, minor: amount.minor.toString(), leftMinor: leftMinor.toString() }));
    },
    payer.id,
  );
