import type { Core } from '@strapi/strapi';
import { addRetentionVeto, type RetentionVeto } from '#kyc';
import { holdsMoneyOf } from '#payments';

/** Nobody is forgotten while money of theirs is held: whose it is, and that it may be paid out, must stay known. */
export const moneyHeld: RetentionVeto = { code: 'money_held', appliesTo: (db, personId) => holdsMoneyOf(db, personId) };

export const kycRetention = (strapi: Core.Strapi): void => addRetentionVeto(strapi, moneyHeld);
