import { z } from '@strapi/utils';
import { isId } from '#kernel';
import { applicationMachine, shownState } from '../domain/application';
import { address, country, dateOfBirth, firstName, lastName } from '../domain/details';
import { compactIdentifier, findIdentifierType } from '../domain/identifiers';
import { requirementsSchema } from '../domain/level';
import { instant, level } from './level-schemas';
import { ownVerificationOut } from './verification-schemas';

export const applicationId = z
  .string()
  .refine((text) => isId('kyc', text), 'The id of an application, e.g. "kyc_01kaqz3v8m4t6w0c9e5r2b7n1d"')
  .meta({ description: 'Public id of an application', example: 'kyc_01kaqz3v8m4t6w0c9e5r2b7n1d' });

export const createApplicationBody = z.strictObject({ level });

/** A number in its one form, or the place where it is wrong: the message says what a right one looks like, never what was sent. */
const identifier = z
  .strictObject({
    type: z.string().max(40).meta({ description: '`nin`, `vnin`, `bvn`, `rc`, `nuban`, `passport`, `phone`, or one of another country as `gh.tin`', example: 'nin' }),
    value: z.string().min(1).max(60).nullable().meta({ description: '`null` takes it away again', example: '12345678901' }),
  })
  .transform(({ type, value }, context) => {
    const known = findIdentifierType(type);
    const compact = value === null ? null : compactIdentifier(type, value);
    if (!known) context.addIssue({ code: 'custom', path: ['type'], message: 'No type of number that we know, e.g. "nin", "bvn", "passport" or "gh.tin"' });
    else if (compact === undefined) context.addIssue({ code: 'custom', path: ['value'], message: `Not a ${known.label}: expected ${known.form}` });
    return { type, value: compact ?? null };
  });

const MOST_IDENTIFIERS = 10;

export const changeApplicationBody = z.strictObject({
  firstName: firstName.nullable().optional(),
  lastName: lastName.nullable().optional(),
  dateOfBirth: dateOfBirth.nullable().optional(),
  country: country.nullable().optional(),
  address: address.nullable().optional(),
  identifiers: z
    .array(identifier)
    .max(MOST_IDENTIFIERS)
    .refine((numbers) => new Set(numbers.map(({ type }) => type)).size === numbers.length, 'Each type once')
    .optional(),
});

export const applicationOut = z.strictObject({
  id: applicationId,
  level,
  state: z.enum(applicationMachine.states.filter((state) => shownState(state) === state)),
  attempt: z.int().meta({ description: 'How often it was handed in, counting from 1' }),
  details: z
    .strictObject({ firstName: z.string().nullable(), lastName: z.string().nullable(), dateOfBirth: z.string().nullable(), country: z.string().nullable(), address: z.string().nullable() })
    .meta({ description: 'What you have said; encrypted where it is kept' }),
  identifiers: z.array(z.strictObject({ type: z.string(), masked: z.string().meta({ example: '*******8901' }) })),
  missing: requirementsSchema.nullable().meta({ description: 'What it still lacks, as long as it can be changed: all details, and of each list one' }),
  verifications: z.array(ownVerificationOut).meta({ description: 'What verifiers are asked about you, once it is handed in' }),
  reasons: z.array(z.strictObject({ code: z.string(), text: z.string() })).meta({ description: 'Why it was rejected, or what has to be corrected' }),
  note: z.string().nullable().meta({ description: 'What the reviewer has to say beside the reasons' }),
  submittedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  expiresAt: instant.nullable().meta({ description: 'Until when it waits for you' }),
  createdAt: instant,
  updatedAt: instant,
});
