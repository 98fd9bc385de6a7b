import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '#kernel';
import { permissionUid } from '../permissions';
import { changed } from '../wire/messages';
import { newSanction, removal, report, resolution, sanction, slowMode } from '../wire/moderation';
import { switched } from '../wire/reactions';
import { inRoom, ofMessage, ofReport, ofSanction, reportsQuery, sanctionsQuery, staffReportFile, staffReportPage, staffSanctionPage } from './moderation-queries';

const data = <S extends z.ZodType>(schema: S) => z.strictObject({ data: schema });
const permission = permissionUid('moderation.act');

export const listReports = defineAdminEndpoint({
  id: 'adminListReports', method: 'GET', path: '/reports', summary: 'What was reported, the oldest first', permission,
  request: { query: reportsQuery },
  responses: { 200: staffReportPage },
});
export const readReport = defineAdminEndpoint({
  id: 'adminReadReport', method: 'GET', path: '/reports/:id', summary: 'A report with what the message said, and a few messages around it; the reading is recorded', permission,
  request: { params: ofReport },
  responses: { 200: staffReportFile },
});
export const resolveReport = defineAdminEndpoint({
  id: 'adminResolveReport', method: 'POST', path: '/reports/:id/resolution', summary: 'Settle every open report of a message, and do what that takes', permission,
  request: { params: ofReport, body: resolution },
  responses: { 200: data(report) },
});
export const removeMessage = defineAdminEndpoint({
  id: 'adminRemoveMessage', method: 'POST', path: '/messages/:id/removal', summary: 'Take a message away', permission,
  request: { params: ofMessage, body: removal },
  responses: { 200: data(changed) },
});
export const searchSanctions = defineAdminEndpoint({
  id: 'adminSearchSanctions', method: 'GET', path: '/sanctions', summary: 'Who is muted or banned, the latest first', permission,
  request: { query: sanctionsQuery },
  responses: { 200: staffSanctionPage },
});
export const createSanction = defineAdminEndpoint({
  id: 'adminCreateSanction', method: 'POST', path: '/sanctions', summary: 'Mute or ban somebody, in a room or everywhere', permission,
  request: { body: newSanction },
  responses: { 201: data(sanction) },
  idempotencyKey: 'optional',
});
export const liftSanction = defineAdminEndpoint({
  id: 'adminLiftSanction', method: 'DELETE', path: '/sanctions/:id', summary: 'Lift a sanction before its end', permission,
  request: { params: ofSanction },
  responses: { 200: data(sanction) },
});
export const setSlowMode = defineAdminEndpoint({
  id: 'adminSetSlowMode', method: 'PUT', path: '/rooms/:id/slow-mode', summary: 'Have the members of a group wait between two messages', permission,
  request: { params: inRoom, body: slowMode },
  responses: { 200: data(switched) },
});
