import { readFileSync } from 'node:fs';
import { SettingsError } from '#kernel';
import { parseLevels, type Level } from '#kyc';
import env from './env';

const limits = (perTransactionMinor: string | null, perDayMinor: string | null, balanceMinor: string | null) => ({ perTransactionMinor, perDayMinor, balanceMinor });
const person = ['firstName', 'lastName', 'dateOfBirth', 'country'];
const photoDocument = [
  { type: 'passport', sides: ['front'] },
  { type: 'national_id', sides: ['front', 'back'] },
  { type: 'drivers_license', sides: ['front', 'back'] },
];
const FIRST_CIRCULAR = '2016-07-01T00:00:00+01:00';
const SECOND_CIRCULAR = '2023-12-01T00:00:00+01:00';

const tier1 = { key: 'tier-1', name: 'Tier 1', rank: 1, limits: { NGN: limits('5000000', '5000000', '30000000') }, validityDays: null, needsSecondReview: false };
const tier2 = { key: 'tier-2', name: 'Tier 2', rank: 2, limits: { NGN: limits('10000000', '20000000', '50000000') }, validityDays: 1_095, needsSecondReview: false };
const tier3 = { key: 'tier-3', name: 'Tier 3', rank: 3, limits: { NGN: limits(null, '500000000', null) }, validityDays: 730, needsSecondReview: true };

/**
 * An example, not advice: three levels after the tiers of the Central Bank of Nigeria (circulars of 1 July 2016 and 1 December
 * 2023; the amounts of a day differ from page to page), above what a newcomer may try without saying who they are. Yours
 * go into a file that `KYC_LEVELS_FILE` names. A version that was in force never changes: add another one.
 */
const example = [
  {
    key: 'tier-0', version: 1, name: 'Newcomer', rank: 0, validFrom: FIRST_CIRCULAR, validityDays: null, needsSecondReview: false,
    requirements: { details: [], identifiers: [], documents: [] },
    limits: {
      NGN: limits('2000000', '4000000', '5000000'),
      GHS: limits('20000', '40000', '50000'),
      KES: limits('200000', '400000', '500000'),
      ZAR: limits('30000', '60000', '75000'),
      USD: limits('2000', '4000', '5000'),
      XOF: limits('10000', '20000', '25000'),
    },
  },
  { ...tier1, version: 1, validFrom: FIRST_CIRCULAR, requirements: { details: person, identifiers: [['phone']], documents: [] } },
  { ...tier1, version: 2, validFrom: SECOND_CIRCULAR, requirements: { details: person, identifiers: [['nin', 'bvn']], documents: [] } },
  { ...tier2, version: 1, validFrom: FIRST_CIRCULAR, requirements: { details: person, identifiers: [['nin', 'bvn']], documents: [photoDocument] } },
  { ...tier2, version: 2, validFrom: SECOND_CIRCULAR, requirements: { details: person, identifiers: [['nin'], ['bvn']], documents: [photoDocument] } },
  {
    ...tier3, version: 1, validFrom: SECOND_CIRCULAR,
    requirements: {
      details: [...person, 'address'], identifiers: [['nin'], ['bvn']],
      documents: [photoDocument, [{ type: 'selfie', sides: ['front'] }], [{ type: 'utility_bill', sides: ['front'] }, { type: 'bank_statement', sides: ['front'] }]],
    },
  },
];

function readLevels(): Level[] {
  const file = env.KYC_LEVELS_FILE;
  if (file === undefined) return parseLevels(example);
  try {
    return parseLevels(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SettingsError(`Mangrove cannot start with these settings:\n  KYC_LEVELS_FILE: found ${JSON.stringify(file)}; expected a JSON file of levels. ${reason}`);
  }
}

export default readLevels();
