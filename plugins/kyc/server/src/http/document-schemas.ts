import { z } from '@strapi/utils';
import { documentMachine } from '../domain/documents/document';
import { DOCUMENT_REASON_CODES } from '../domain/documents/document-reasons';
import { documentSide, documentTypeKey, issuingCountry } from '../domain/documents/fields';
import { DOCUMENT_MEDIA_TYPES } from '../domain/documents/file-type';
import { OPENING_PURPOSES } from '../domain/documents/purposes';
import { instant } from './level-schemas';

const idOf = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`), `An id of ${what}, e.g. "${prefix}_01kaqz3v8m4t6w0c9e5r2b7n1d"`).meta({ description: `Id of ${what}`, example: `${prefix}_01kaqz3v8m4t6w0c9e5r2b7n1d` });
export const applicationId = idOf('kyc', 'an application');
export const documentId = idOf('kyd', 'a document');
/** A document, or the copy of a verifier's file. */
export const openableId = z.union([documentId, idOf('kvf', 'a file of a verifier')]);
export const openingId = idOf('kyo', 'an opening');

const quality = z.strictObject({
  width: z.int(),
  height: z.int(),
  sharpness: z.int().meta({ description: 'Variance of the Laplacian at a width of 600 pixels; a sharp scan has 2,000 and more' }),
  hints: z.array(z.enum(['blurry', 'small'])).meta({ description: 'Advice: nothing is decided by it' }),
});

export const documentOut = z.strictObject({
  id: documentId,
  type: documentTypeKey,
  side: documentSide,
  country: issuingCountry.nullable(),
  state: z.enum(documentMachine.states).meta({ description: 'While the application is under review, what is thought of its documents is not told yet' }),
  reasons: z.array(z.strictObject({ code: z.string(), text: z.string() })).meta({ description: 'Why it was refused', example: [{ code: 'blurred', text: 'The picture is not sharp enough to be read.' }] }),
  version: z.int().meta({ description: 'Counts what was sent for this side of this type' }),
  supersedes: documentId.nullable(),
  mediaType: z.enum(DOCUMENT_MEDIA_TYPES).meta({ description: 'As it is kept: pictures become JPEG' }),
  sizeBytes: z.int(),
  pages: z.int().nullable().meta({ description: 'Of a PDF' }),
  quality: quality.nullable().meta({ description: 'Of a picture' }),
  createdAt: instant,
});

export const documentTypeOut = z.strictObject({
  key: documentTypeKey,
  sides: z.array(documentSide),
  mediaTypes: z.array(z.enum(DOCUMENT_MEDIA_TYPES)),
  hasCountry: z.boolean().meta({ description: 'Whether `country` must be said' }),
  capture: z.array(z.string()).meta({ description: 'What to tell people before they take the picture' }),
});

export const reasonCode = z.enum(DOCUMENT_REASON_CODES as [string, ...string[]]);
export const purpose = z.enum(OPENING_PURPOSES).meta({ description: 'Why it is looked at; recorded', example: 'review' });

export const staffDocumentOut = documentOut.extend({
  reasons: z.array(z.strictObject({ code: z.string(), text: z.string(), isShown: z.boolean() })),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  scan: z.enum(['clean', 'off']),
  sharedWith: z.array(z.strictObject({ applicationId, documentId })).meta({ description: 'The same file in applications of other people' }),
});
