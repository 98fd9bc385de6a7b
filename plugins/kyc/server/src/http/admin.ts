import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '#kernel';
import { permissionUid } from '../permissions';
import { decideBody, fileOut, reasonOut, restrictBody, revealBody } from './admin-schemas';
import { applicationId } from './application-schemas';
import { instant } from './level-schemas';

const params = z.object({ id: applicationId });
const file = z.strictObject({ data: fileOut });

export const readFile = defineAdminEndpoint({
  id: 'staffReadKycApplication', method: 'GET', path: '/applications/:id', summary: 'An application with what its applicant has said; each reading is recorded',
  request: { params }, responses: { 200: file }, permission: permissionUid('applications.read'),
});

export const listReasons = defineAdminEndpoint({
  id: 'staffListKycReasons', method: 'GET', path: '/reasons', summary: 'The reasons that decisions are given with',
  request: {}, responses: { 200: z.strictObject({ data: z.array(reasonOut) }) }, permission: permissionUid('applications.read'),
});

export const claim = defineAdminEndpoint({
  id: 'staffClaimKycApplication', method: 'POST', path: '/applications/:id/claim', summary: 'Take an application for yourself; again before the time is up, to keep it',
  request: { params }, responses: { 200: z.strictObject({ data: z.strictObject({ id: applicationId, claimedUntil: instant }) }) }, permission: permissionUid('applications.review'),
});

export const release = defineAdminEndpoint({
  id: 'staffReleaseKycApplication', method: 'POST', path: '/applications/:id/release', summary: 'Give an application back',
  request: { params }, responses: { 204: null }, permission: permissionUid('applications.review'),
});

export const decide = defineAdminEndpoint({
  id: 'staffDecideKycApplication', method: 'POST', path: '/applications/:id/decide', summary: 'Approve, reject, or ask for corrections; an approval may need a second person',
  request: { params, body: decideBody }, responses: { 200: file }, permission: permissionUid('applications.review'), idempotencyKey: 'optional',
});

export const revealNumber = defineAdminEndpoint({
  id: 'staffRevealKycNumber', method: 'POST', path: '/applications/:id/identifiers/:type/reveal', summary: 'Read a whole number; each reading is recorded with its purpose',
  request: { params: z.object({ id: applicationId, type: z.string().max(40) }), body: revealBody },
  responses: { 200: z.strictObject({ data: z.strictObject({ type: z.string(), value: z.string() }) }) }, permission: permissionUid('numbers.reveal'),
});

export const restrictProfile = defineAdminEndpoint({
  id: 'staffRestrictKycProfile', method: 'POST', path: '/profiles/:personId/restrict', summary: 'Suspend or revoke the level of a person at once',
  request: { params: z.object({ personId: z.string().max(40) }), body: restrictBody }, responses: { 204: null }, permission: permissionUid('profiles.restrict'),
});
