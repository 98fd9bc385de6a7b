import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '#kernel';
import { permissionUid } from '../permissions';
import { ticketId } from '../wire/ids';
import * as wire from '../wire/macros';
import { staffTicket } from '../wire/tickets';

const ofMacro = z.object({ id: wire.macroId });
const inTicket = z.object({ id: ticketId, macroId: wire.macroId });
const one = z.strictObject({ data: wire.macro });
const answer = permissionUid('tickets.answer');

export const listMacros = defineAdminEndpoint({
  id: 'adminListMacros', method: 'GET', path: '/macros', summary: 'Everybody’s macros, and your own, by name',
  permission: permissionUid('tickets.read'),
  request: {},
  responses: { 200: z.strictObject({ data: z.array(wire.macro) }) },
});

export const createMacro = defineAdminEndpoint({
  id: 'adminCreateMacro', method: 'POST', path: '/macros', summary: 'Make a macro: your own, or, where you may change rules, everybody’s',
  permission: answer,
  request: { body: wire.newMacro },
  responses: { 201: one },
});

export const replaceMacro = defineAdminEndpoint({
  id: 'adminReplaceMacro', method: 'PUT', path: '/macros/:id', summary: 'Change a macro',
  permission: answer,
  request: { params: ofMacro, body: wire.newMacro },
  responses: { 200: one },
});

export const removeMacro = defineAdminEndpoint({
  id: 'adminDeleteMacro', method: 'DELETE', path: '/macros/:id', summary: 'Delete a macro',
  permission: answer,
  request: { params: ofMacro },
  responses: { 204: null },
});

export const previewMacro = defineAdminEndpoint({
  id: 'adminPreviewMacro', method: 'GET', path: '/tickets/:id/macros/:macroId', summary: 'What a macro would do to a ticket, and whether it can; nothing is done',
  permission: answer,
  request: { params: inTicket },
  responses: { 200: z.strictObject({ data: wire.macroPreview }) },
});

export const runMacro = defineAdminEndpoint({
  id: 'adminRunMacro', method: 'POST', path: '/tickets/:id/macros/:macroId', summary: 'Do all that a macro does to a ticket, or nothing; a repeat with the same `clientActId` does nothing more',
  permission: answer,
  request: { params: inTicket, body: wire.runMacro },
  responses: { 200: z.strictObject({ data: staffTicket }) },
});
