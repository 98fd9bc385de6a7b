import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '#kernel';
import { permissionUid } from '../permissions';
import { applicationId } from './application-schemas';
import { riskBody } from './admin-schemas';
import { attemptsOut, duplicate, timelineOut, timelineQuery } from './desk-schemas';
import { instant } from './level-schemas';
import { claimNextBody, countsOut, queueOut, queueQuery, queueRow, searchBody } from './queue-schemas';
import { statisticsOut, statisticsQuery } from './statistics-schemas';

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

export const readAttempts = defineAdminEndpoint({
  id: 'staffReadKycAttempts', method: 'GET', path: '/applications/:id/attempts', summary: 'Each attempt as it was handed in, with what changed, and former applications; each reading is recorded',
  request: { params }, responses: { 200: z.strictObject({ data: attemptsOut }) }, permission: read,
});

export const setRisk = defineAdminEndpoint({
  id: 'staffSetKycRisk', method: 'POST', path: '/profiles/:personId/risk', summary: 'Say how closely a person is to be looked at; high risk takes two people for each approval from then on',
  request: { params: z.object({ personId: z.string().max(40) }), body: riskBody }, responses: { 204: null }, permission: permissionUid('profiles.risk'),
});

export const readStatistics = defineAdminEndpoint({
  id: 'staffReadKycStatistics', method: 'GET', path: '/statistics', summary: 'What was handed in and decided in a range of days, how fast, by whom, and what was overturned',
  request: { query: statisticsQuery }, responses: { 200: z.strictObject({ data: statisticsOut }) }, permission: permissionUid('statistics.read'),
});
