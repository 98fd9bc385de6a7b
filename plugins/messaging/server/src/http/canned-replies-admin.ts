import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '#kernel';
import { permissionUid } from '../permissions';
import * as wire from '../wire/canned-replies';
import { ticketId } from '../wire/ids';

const ofReply = z.object({ id: wire.cannedReplyId });
const one = z.strictObject({ data: wire.cannedReply });
const answer = permissionUid('tickets.answer');

export const listReplies = defineAdminEndpoint({
  id: 'adminListCannedReplies', method: 'GET', path: '/canned-replies', summary: 'Everybody’s canned replies, and your own; those first whose shortcut begins with what is searched',
  permission: permissionUid('tickets.read'),
  request: { query: wire.replySearch },
  responses: { 200: z.strictObject({ data: z.array(wire.cannedReply) }) },
});

export const createReply = defineAdminEndpoint({
  id: 'adminCreateCannedReply', method: 'POST', path: '/canned-replies', summary: 'Write a canned reply: your own, or, where you may change rules, everybody’s',
  permission: answer,
  request: { body: wire.newReply },
  responses: { 201: one },
});

export const replaceReply = defineAdminEndpoint({
  id: 'adminReplaceCannedReply', method: 'PUT', path: '/canned-replies/:id', summary: 'Change a canned reply; what is absent is not there any more',
  permission: answer,
  request: { params: ofReply, body: wire.newReply },
  responses: { 200: one },
});

export const removeReply = defineAdminEndpoint({
  id: 'adminDeleteCannedReply', method: 'DELETE', path: '/canned-replies/:id', summary: 'Delete a canned reply',
  permission: answer,
  request: { params: ofReply },
  responses: { 204: null },
});

export const renderReply = defineAdminEndpoint({
  id: 'adminRenderCannedReply', method: 'GET', path: '/tickets/:id/canned-replies/:cannedReplyId', summary: 'What a canned reply says in a ticket, from you; nothing is sent',
  permission: answer,
  request: { params: z.object({ id: ticketId, cannedReplyId: wire.cannedReplyId }) },
  responses: { 200: z.strictObject({ data: z.strictObject({ text: z.string() }) }) },
});
