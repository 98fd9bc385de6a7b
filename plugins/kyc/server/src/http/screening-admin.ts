import { z } from '@strapi/utils';
import { defineAdminEndpoint, nextCursorSchema } from '#kernel';
import { LONGEST_REASON } from '../domain/screening/hit';
import { permissionUid } from '../permissions';

const timestamp = z.iso.datetime();
const disposition = z.enum(['open', 'false_positive', 'confirmed']);
const hitParams = z.object({ id: z.string().regex(/^kyh_[0-9a-z]{26}$/, 'The id of a hit, kyh_…') });
const applicationParams = z.object({ id: z.string().regex(/^kyc_[0-9a-z]{26}$/, 'The id of an application, kyc_…') });

const qualifier = z.strictObject({ verdict: z.enum(['same', 'near', 'different', 'unknown']), effect: z.number() });
const pairing = z.strictObject({ left: z.string().nullable(), right: z.string().nullable(), similarity: z.number(), weight: z.number() });

const hit = z.strictObject({
  id: z.string(),
  personId: z.string(),
  provider: z.string(),
  reference: z.string(),
  list: z.string(),
  disposition,
  score: z.number(),
  foundAt: timestamp,
  listed: z.strictObject({ kind: z.enum(['person', 'organization']), names: z.array(z.string()), weakNames: z.array(z.string()), datesOfBirth: z.array(z.string()), countries: z.array(z.string()), programs: z.array(z.string()) }),
  explanation: z
    .strictObject({ name: z.strictObject({ left: z.string(), right: z.string(), isWeak: z.boolean(), score: z.number(), pairings: z.array(pairing) }), dateOfBirth: qualifier, country: qualifier })
    .nullable(),
  decisions: z.array(z.strictObject({ disposition, reason: z.string().nullable(), decidedBy: z.string(), decidedAt: timestamp })),
});

export const readScreening = defineAdminEndpoint({
  id: 'adminReadScreening',
  method: 'GET',
  path: '/applications/:id/screening',
  summary: 'Whom an applicant may be, and why; the reading is recorded',
  permission: permissionUid('screening.read'),
  request: { params: applicationParams },
  responses: {
    200: z.strictObject({
      data: z.strictObject({
        applicationId: z.string(),
        screenings: z.array(z.strictObject({ id: z.string(), trigger: z.enum(['application', 'list_change']), lists: z.record(z.string(), z.record(z.string(), z.string())), isTruncated: z.boolean(), screenedAt: timestamp })),
        hits: z.array(hit),
      }),
    }),
  },
});

export const listHits = defineAdminEndpoint({
  id: 'adminListScreeningHits',
  method: 'GET',
  path: '/screening-hits',
  summary: 'Hits of everybody, the latest first',
  permission: permissionUid('screening.read'),
  request: { query: z.strictObject({ disposition: disposition.default('open'), limit: z.coerce.number().int().min(1).max(100).default(25), cursor: z.string().max(500).optional() }) },
  responses: {
    200: z.strictObject({
      data: z.array(z.strictObject({ id: z.string(), personId: z.string(), applicationId: z.string().nullable(), list: z.string(), score: z.number(), disposition, foundAt: timestamp })),
      meta: z.strictObject({ nextCursor: nextCursorSchema }),
    }),
  },
});

export const readHit = defineAdminEndpoint({
  id: 'adminReadScreeningHit',
  method: 'GET',
  path: '/screening-hits/:id',
  summary: 'One hit: whom a list names beside whom it may be; the reading is recorded',
  permission: permissionUid('screening.read'),
  request: { params: hitParams },
  responses: { 200: z.strictObject({ data: hit.extend({ subject: z.strictObject({ names: z.array(z.string()), datesOfBirth: z.array(z.string()), countries: z.array(z.string()) }).nullable().meta({ description: 'Who was looked for; `null` once the person was forgotten' }) }) }) },
});

export const decideHit = defineAdminEndpoint({
  id: 'adminDecideScreeningHit',
  method: 'POST',
  path: '/screening-hits/:id/decide',
  summary: 'Say whether somebody is whom a list names; `from` is what the hit was when you looked at it',
  permission: permissionUid('screening.decide'),
  request: { params: hitParams, body: z.strictObject({ disposition: z.enum(['false_positive', 'confirmed']), from: disposition, reason: z.string().trim().min(1, 'Say why; it is kept').max(LONGEST_REASON) }) },
  responses: { 200: z.strictObject({ data: hit }) },
});

export const listScreeningLists = defineAdminEndpoint({
  id: 'adminListScreeningLists',
  method: 'GET',
  path: '/screening-lists',
  summary: 'The lists that everybody is screened against, with what their last version changed',
  permission: permissionUid('screening.read'),
  request: {},
  responses: {
    200: z.strictObject({
      data: z.array(z.strictObject({ list: z.string(), version: z.int(), entries: z.int(), added: z.int(), changed: z.int(), removed: z.int(), fileSha256: z.string(), importedAt: timestamp })),
    }),
  },
});
