import { z } from '@strapi/utils';
import { defineAdminEndpoint, isId } from '#kernel';
import { permissionUid } from '../permissions';
import { applicationId } from './application-schemas';
import { verificationOut } from './verification-schemas';

const verificationId = z.string().refine((text) => isId('kyv', text), 'The id of a verification, kyv_…');
const all = z.strictObject({ data: z.array(verificationOut) });

export const readVerifications = defineAdminEndpoint({
  id: 'adminReadVerifications', method: 'GET', path: '/applications/:id/verifications', summary: 'What verifiers said about an applicant; each reading is recorded',
  request: { params: z.object({ id: applicationId }) }, responses: { 200: all }, permission: permissionUid('verifications.read'),
});

export const askAgain = defineAdminEndpoint({
  id: 'adminAskVerifierAgain', method: 'POST', path: '/verifications/:id/ask-again', summary: 'Have verifiers asked once more; it may be billed, and an approval waits for it',
  request: { params: z.object({ id: verificationId }) }, responses: { 200: all }, permission: permissionUid('verifications.ask'), idempotencyKey: 'optional',
});
