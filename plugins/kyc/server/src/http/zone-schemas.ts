import { z } from '@strapi/utils';

const state = z.enum(['verified', 'read', 'doubtful']);
const agreement = z.enum(['same', 'similar', 'different', 'missing']);
const day = z.string().nullable().meta({ description: 'YYYY-MM-DD; null where it has no meaning' });
const signs = z.string();

const contents = z.strictObject({
  format: z.enum(['TD1', 'TD2', 'TD3']),
  documentCode: signs,
  issuer: signs.meta({ description: 'Three letters of ISO 3166-1, or of ICAO' }),
  nationality: signs,
  names: z.strictObject({ primary: signs, secondary: signs, mayBeTruncated: z.boolean() }),
  documentNumber: signs,
  birthDate: day,
  expiryDate: day,
  sex: z.enum(['female', 'male', 'unspecified']).nullable(),
  optional: signs,
  optional2: signs,
});

const states = z.strictObject({
  documentCode: state, issuer: state, names: state, documentNumber: state, nationality: state, birthDate: state, sex: state, expiryDate: state, optional: state, optional2: state,
}).partial();

/** What was read of a document by machine: advice, and nothing is decided by it. */
export const zoneOut = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('none').meta({ description: 'Its type bears no zone, or it was not handed in yet' }) }),
  z.strictObject({ outcome: z.literal('unread'), reason: z.enum(['no_zone', 'not_an_image', 'took_too_long', 'reader_failed']) }),
  z.strictObject({
    outcome: z.literal('read'),
    contents,
    states: states.meta({ description: '`verified`: its check digits hold beyond doubt; `read`: seen clearly, but guarded by none; `doubtful`: anything else' }),
    agreement: z.strictObject({ name: agreement, birthDate: agreement, documentNumber: agreement }).meta({ description: 'With what the applicant has typed' }),
  }),
]);
