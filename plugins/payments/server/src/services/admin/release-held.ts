import type { Core } from '@strapi/strapi';
import { audit } from '#kernel';
import { releaseHeld, type Released } from '../held/release';

/** What staff let go by hand, e.g. because room came free; who did it and why is recorded with what moved. */
export const releaseByStaff = (strapi: Core.Strapi, personId: string, currency: string, note: string): Promise<Released[]> =>
  releaseHeld(strapi, personId, {
    currency,
    inTransaction: (tx, { amount, leftMinor }) =>
      audit(tx, {
        action: 'held.released',
        subject: { type: 'user', id: personId },
        data: { currency, amountMinor: amount.minor.toString(), leftMinor: leftMinor.toString(), note },
      }),
  });
