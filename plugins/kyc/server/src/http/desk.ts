import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '#kernel';
import { permissionUid } from '../permissions';
import { applicationId } from './application-schemas';
import { duplicate, timelineOut, timelineQuery } from './desk-schemas';
import { instant } from './level-schemas';
import { claimNextBody, countsOut, queueOut, queueQuery, queueRow, searchBody } from './queue-schemas';

const params = z.object({ id: applicationId });
const read = permissionUid('applications.read');

export const listQueue = defineAdminEndpoint({
  id: 'staffListKycApplications', method: 'GET', path: '/applications', summary: 'Applications that were handed in, by state, level, risk, holder and flags',
  request: { query: queueQuery }, responses: { 200: queueOut }, permission: read,
});

export const countQueue = defineAdminEndpoint({
  id: 'staffCountKycApplications', method: 'GET', path: '/applications/counts', summary: 'How many applications each view of the queue has, up to a thousand',
  request: {}, responses: { 200: z.strictObject({ data: countsOut }) }, permission: read,
});

export const searchApplications = defineAdminEndpoint({
  id: 'staffSearchKycApplications', method: 'POST', path: '/applications/search', summary: 'Applications by id, person, e-mail address or identity number; to look for a number is recorded',
  request: { body: searchBody }, responses: { 200: z.strictObject({ data: z.array(queueRow) }) }, permission: read,
});

export const claimNext = defineAdminEndpoint({
  id: 'staffClaimNextKycApplication', method: 'POST', path: '/applications/claim-next', summary: 'Take the next application that nobody holds and that you may decide; `null` where there is none',
  request: { body: claimNextBody }, responses: { 200: z.strictObject({ data: z.strictObject({ id: applicationId, claimedUntil: instant }).nullable() }) }, permission: permissionUid('applications.review'),
});

export const readTimeline = defineAdminEndpoint({
  id: 'staffReadKycTimeline', method: 'GET', path: '/applications/:id/timeline', summary: 'What happened to an application and who did it, the latest first',
  request: { params, query: timelineQuery }, responses: { 200: timelineOut }, permission: read,
});

export const listDuplicates = defineAdminEndpoint({
  id: 'staffListKycDuplicates', method: 'GET', path: '/applications/:id/duplicates', summary: 'Other people who handed in the same number, file, or name with date of birth',
  request: { params }, responses: { 200: z.strictObject({ data: z.array(duplicate) }) }, permission: read,
});
