import { z } from '@strapi/utils';
import { CursorWrong, defineEndpoint, NotFound } from '#kernel';
import { BanNeedsGroup, CannotSanctionOneself, ModeratorProtected, ReportSettled } from '../moderation-errors';
import { newSanction, removal, report, reportFile, resolution, sanction } from '../wire/moderation';
import { changed } from '../wire/messages';
import { ofMessage, ofReport, ofSanction, reportPage, reportsQuery, sanctionPage, sanctionsQuery } from './moderation-queries';

const TAG = 'Moderation';
const FOR_MODERATORS = 'For the role `moderator`.';

export const listReports = defineEndpoint({
  id: 'listReports', method: 'GET', path: '/moderation/reports', tag: TAG, summary: 'What was reported, the oldest first',
  description: `${FOR_MODERATORS} Without any text of the messages: read a report for those.`,
  request: { query: reportsQuery },
  responses: { 200: reportPage },
  errors: [CursorWrong],
  access: 'user',
});

export const readReport = defineEndpoint({
  id: 'readReport', method: 'GET', path: '/moderation/reports/:id', tag: TAG, summary: 'A report with what the message said, and a few messages around it',
  description: `${FOR_MODERATORS} Whether a member of the room or not; each reading is recorded.`,
  request: { params: ofReport },
  responses: { 200: z.strictObject({ data: reportFile }) },
  errors: [NotFound],
  access: 'user',
});

export const resolveReport = defineEndpoint({
  id: 'resolveReport', method: 'POST', path: '/moderation/reports/:id/resolution', tag: TAG, summary: 'Settle every open report of a message, and do what that takes',
  description: `${FOR_MODERATORS} All of it or nothing. Of two moderators at once the second is told who was first.`,
  request: { params: ofReport, body: resolution },
  responses: { 200: z.strictObject({ data: report }) },
  errors: [NotFound, ReportSettled, CannotSanctionOneself, ModeratorProtected, BanNeedsGroup],
  access: 'user',
});

export const removeMessage = defineEndpoint({
  id: 'removeMessage', method: 'POST', path: '/moderation/messages/:id/removal', tag: TAG, summary: 'Take a message away',
  description: `${FOR_MODERATORS} In rooms of one’s own, and in those of which something was reported. Doing it again changes nothing.`,
  request: { params: ofMessage, body: removal },
  responses: { 200: z.strictObject({ data: changed }) },
  errors: [NotFound],
  access: 'user',
});

export const searchSanctions = defineEndpoint({
  id: 'searchSanctions', method: 'GET', path: '/moderation/sanctions', tag: TAG, summary: 'Who is muted or banned, the latest first',
  description: FOR_MODERATORS,
  request: { query: sanctionsQuery },
  responses: { 200: sanctionPage },
  errors: [CursorWrong],
  access: 'user',
});

export const createSanction = defineEndpoint({
  id: 'createSanction', method: 'POST', path: '/moderation/sanctions', tag: TAG, summary: 'Mute or ban somebody, in a room or everywhere',
  description: `${FOR_MODERATORS} A later one of the same kind and place takes the place of the one before. In rooms of one’s own, and in those of which something was reported.`,
  request: { body: newSanction },
  responses: { 201: z.strictObject({ data: sanction }) },
  errors: [NotFound, CannotSanctionOneself, ModeratorProtected, BanNeedsGroup],
  access: 'user',
  idempotencyKey: 'optional',
});

export const liftSanction = defineEndpoint({
  id: 'liftSanction', method: 'DELETE', path: '/moderation/sanctions/:id', tag: TAG, summary: 'Lift a sanction before its end',
  description: `${FOR_MODERATORS} One that has ended stays as it was.`,
  request: { params: ofSanction },
  responses: { 200: z.strictObject({ data: sanction }) },
  errors: [NotFound],
  access: 'user',
});
