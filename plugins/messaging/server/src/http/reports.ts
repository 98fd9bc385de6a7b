import { z } from '@strapi/utils';
import { CursorWrong, cursorSchema, defineEndpoint, limitSchema, nextCursorSchema, NotFound } from '#kernel';
import { DirectRoomFixed, MessageDeleted, NotAllowedInRoom } from '../errors';
import { CannotReportOneself, TooManyReports } from '../moderation-errors';
import { newReport, ownSanction, reportId, slowMode } from '../wire/moderation';
import { switched } from '../wire/reactions';
import { inRoom, ofMessage } from './moderation-queries';

const reported = z.strictObject({ data: z.strictObject({ reportId }) });

export const reportMessage = defineEndpoint({
  id: 'reportMessage', method: 'POST', path: '/messages/:id/reports', tag: 'Messages', summary: 'Report a message to the moderators',
  description: 'Once: a repeat finds the first report, with status 200. What the message says now is kept for them.',
  request: { params: ofMessage, body: newReport },
  responses: { 200: reported, 201: reported },
  errors: [NotFound, MessageDeleted, CannotReportOneself, TooManyReports],
  access: 'user',
});

export const listOwnSanctions = defineEndpoint({
  id: 'listOwnSanctions', method: 'GET', path: '/sanctions', tag: 'Moderation', summary: 'What you are kept from, until when and why',
  request: { query: z.strictObject({ limit: limitSchema, cursor: cursorSchema.optional() }) },
  responses: { 200: z.strictObject({ data: z.array(ownSanction), meta: z.strictObject({ nextCursor: nextCursorSchema }) }) },
  errors: [CursorWrong],
  access: 'user',
});

export const setSlowMode = defineEndpoint({
  id: 'setSlowMode', method: 'PUT', path: '/rooms/:id/slow-mode', tag: 'Rooms', summary: 'Have the members of a group wait between two messages',
  description: 'For its owner, whom it does not bind, and for moderators.',
  request: { params: inRoom, body: slowMode },
  responses: { 200: z.strictObject({ data: switched }) },
  errors: [NotFound, DirectRoomFixed, NotAllowedInRoom],
  access: 'user',
});
