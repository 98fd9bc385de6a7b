import { z } from '@strapi/utils';
import { defineAdminEndpoint, isId } from '#kernel';
import { ERASURE_REASONS, HOLD_REASONS, LEGAL_PURPOSES } from '../domain/erasure';
import { permissionUid } from '../permissions';
import { instant } from './level-schemas';
import { privacyOut } from './privacy-schemas';

const personId = z.string().refine((text) => isId('usr', text), 'The id of a person, usr_…');
const ofPerson = z.object({ personId });
const ofHold = z.object({ personId, id: z.string().refine((text) => isId('kyl', text), 'The id of a hold, kyl_…') });
const privacy = { 200: z.strictObject({ data: privacyOut }) };

export const exportPerson = defineAdminEndpoint({
  id: 'adminExportKycPerson', method: 'POST', path: '/people/:personId/exports', summary: 'The copy of their data that a person has a right to, in an encrypted archive; its passphrase is in the header Archive-Passphrase, this once',
  permission: permissionUid('people.export'), request: { params: ofPerson }, responses: { 200: 'bytes' },
});

export const readPrivacy = defineAdminEndpoint({
  id: 'adminReadKycPrivacy', method: 'GET', path: '/people/:personId/erasure', summary: 'Whether and when a person is forgotten, what keeps them, and the certificate',
  permission: permissionUid('people.erase'), request: { params: ofPerson }, responses: privacy,
});

export const erasePerson = defineAdminEndpoint({
  id: 'adminEraseKycPerson', method: 'POST', path: '/people/:personId/erasure', summary: 'Have a person forgotten: restricted at once, destroyed when the law allows it',
  permission: permissionUid('people.erase'), request: { params: ofPerson, body: z.strictObject({ reason: z.enum(ERASURE_REASONS) }) }, responses: privacy,
});

export const liftRestriction = defineAdminEndpoint({
  id: 'adminLiftKycErasure', method: 'POST', path: '/people/:personId/erasure/lift', summary: 'Give a person free again who was restricted by mistake; not once they were forgotten',
  permission: permissionUid('people.erase'), request: { params: ofPerson }, responses: privacy,
});

export const setHold = defineAdminEndpoint({
  id: 'adminSetKycHold', method: 'POST', path: '/people/:personId/holds', summary: 'Have everything about a person kept until it is lifted; the note is sealed',
  permission: permissionUid('people.hold'),
  request: { params: ofPerson, body: z.strictObject({ reason: z.enum(HOLD_REASONS), note: z.string().trim().min(1, 'Say which order or case; it is kept sealed').max(2_000) }) },
  responses: { 201: z.strictObject({ data: privacyOut }) },
});

export const liftHold = defineAdminEndpoint({
  id: 'adminLiftKycHold', method: 'POST', path: '/people/:personId/holds/:id/lift', summary: 'Lift a hold',
  permission: permissionUid('people.hold'), request: { params: ofHold }, responses: privacy,
});

export const allowLegalAccess = defineAdminEndpoint({
  id: 'adminAllowKycLegalAccess', method: 'POST', path: '/people/:personId/legal-access', summary: 'Look at a restricted person for a quarter of an hour, for the law; recorded, as each reading is',
  permission: permissionUid('people.legal'),
  request: { params: ofPerson, body: z.strictObject({ purpose: z.enum(LEGAL_PURPOSES) }) },
  responses: { 200: z.strictObject({ data: z.strictObject({ until: instant }) }) },
});
