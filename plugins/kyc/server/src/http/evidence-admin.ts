import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '#kernel';
import { permissionUid } from '../permissions';
import { applicationId } from './document-schemas';
import { dossier } from './dossier-schemas';

export const makeDossier = defineAdminEndpoint({
  id: 'adminMakeKycDossier', method: 'GET', path: '/applications/:id/dossier', summary: 'All that was done about an application and what was known then, with what proves it against the audit chain; recorded',
  permission: permissionUid('evidence.read'),
  request: { params: z.object({ id: applicationId }) },
  responses: { 200: z.strictObject({ data: dossier }) },
});
