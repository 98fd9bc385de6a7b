import { z } from '@strapi/utils';
import { defineAdminEndpoint, isId } from '#kernel';
import { permissionUid } from '../permissions';

export const personId = z.string().refine((text) => isId('usr', text), 'The id of a person, usr_…');
export const ofPerson = z.object({ personId });

export const exportPerson = defineAdminEndpoint({
  id: 'adminExportKycPerson', method: 'POST', path: '/people/:personId/exports', summary: 'The copy of their data that a person has a right to, in an encrypted archive; its passphrase is in the header Archive-Passphrase, this once',
  permission: permissionUid('people.export'),
  request: { params: ofPerson },
  responses: { 200: 'bytes' },
});
