import { z } from '@strapi/utils';
import { defineEndpoint, NotFound, TooManyRequests } from '#kernel';
import { documentFields } from '../domain/documents/fields';
import { DocumentAttemptsUsed, DocumentFileRefused, DocumentFormBroken, DocumentInfected, DocumentsClosed, DocumentStands, DocumentTypeRefused, DocumentUnscanned } from '../document-errors';
import { applicationId, documentId, documentOut, documentTypeOut } from './document-schemas';

const TAG = 'KYC';
const ofApplication = z.object({ id: applicationId });

export const listDocumentTypes = defineEndpoint({
  id: 'listKycDocumentTypes', method: 'GET', path: '/kyc/document-types', tag: TAG, summary: 'What documents there are, and how to take a picture of each',
  request: {},
  responses: { 200: z.strictObject({ data: z.array(documentTypeOut) }) },
  errors: [],
  access: 'user',
});

export const listDocuments = defineEndpoint({
  id: 'listKycDocuments', method: 'GET', path: '/kyc/applications/:id/documents', tag: TAG, summary: 'The documents of an application of yours, with why they were refused',
  request: { params: ofApplication },
  responses: { 200: z.strictObject({ data: z.array(documentOut) }) },
  errors: [NotFound],
  access: 'user',
});

export const uploadDocument = defineEndpoint({
  id: 'uploadKycDocument', method: 'POST', path: '/kyc/applications/:id/documents', tag: TAG, summary: 'Send a document for an application of yours',
  description:
    'Its type is told by its bytes; what it is called does not matter. Pictures are made anew: they lose where and with what they were taken. One that was not handed in yet is replaced by the next for the same side; later, only a refused one is.',
  request: { params: ofApplication },
  form: { file: 'The bytes of the file', fields: documentFields },
  responses: { 201: z.strictObject({ data: documentOut }) },
  errors: [NotFound, DocumentsClosed, DocumentStands, DocumentAttemptsUsed, DocumentFormBroken, DocumentTypeRefused, DocumentFileRefused, DocumentInfected, DocumentUnscanned, TooManyRequests],
  access: 'user',
});

export const removeDocument = defineEndpoint({
  id: 'removeKycDocument', method: 'DELETE', path: '/kyc/applications/:id/documents/:documentId', tag: TAG, summary: 'Take a document back that was not handed in yet',
  request: { params: z.object({ id: applicationId, documentId }) },
  responses: { 204: null },
  errors: [NotFound, DocumentsClosed, DocumentStands],
  access: 'user',
});
