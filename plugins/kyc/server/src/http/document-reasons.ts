import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '#kernel';
import { permissionUid } from '../permissions';

const reason = z.strictObject({
  code: z.string(),
  text: z.string().meta({ description: 'For staff' }),
  publicText: z.string().meta({ description: 'What the applicant is told: of a suspicion, nothing' }),
});

export const listDocumentReasons = defineAdminEndpoint({
  id: 'adminListKycDocumentReasons', method: 'GET', path: '/document-reasons', summary: 'The reasons that documents are refused with, and what the applicant is told of each',
  permission: permissionUid('documents.read'),
  request: {},
  responses: { 200: z.strictObject({ data: z.array(reason) }) },
});
