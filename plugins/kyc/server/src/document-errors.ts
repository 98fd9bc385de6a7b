import { defineError } from '#kernel';
import { FILE_REFUSALS, type FileRefusal } from './domain/documents/refusal';

export const DocumentFormBroken = defineError<{ reason: string }>(
  'KYC_DOCUMENT_FORM',
  400,
  ({ reason }) => `The form could not be read: ${reason} Send multipart/form-data with one file as "file", and the fields "type", "side" and "country".`,
  'The body is no form, breaks off, or has not exactly one file.',
);
export const DocumentTypeRefused = defineError<{ mediaTypes: readonly string[] }>(
  'KYC_DOCUMENT_MEDIA_TYPE',
  415,
  ({ mediaTypes }) => `A file of this type cannot be taken as this document. These can: ${mediaTypes.join(', ')}. What it is called does not matter; a phone that takes HEIC can send JPEG.`,
  'The bytes of a document are of no type that it may have.',
);
export const DocumentFileRefused = defineError<{ reason: FileRefusal }>(
  'KYC_DOCUMENT_FILE',
  422,
  ({ reason }) => FILE_REFUSALS[reason],
  'The bytes of a document cannot be taken; `details.reason` says why.',
);
export const DocumentInfected = defineError(
  'KYC_DOCUMENT_INFECTED',
  422,
  'This file holds something harmful, so it was not kept. Check the device that it comes from, and send another one.',
  'A malware scanner has found something in a document; the audit chain says what.',
);
export const DocumentUnscanned = defineError(
  'KYC_DOCUMENT_UNSCANNED',
  503,
  'The file could not be checked, so it was not kept. Send it again in a moment.',
  'A malware scanner failed, or did not answer in time.',
);
export const DocumentsClosed = defineError<{ state: string }>(
  'KYC_DOCUMENTS_CLOSED',
  409,
  ({ state }) => `An application that is "${state}" takes no documents and gives none back.`,
  'Documents come and go while an application is a draft or needs a resubmission.',
);
export const DocumentStands = defineError<{ documentId: string; state: string }>(
  'KYC_DOCUMENT_STANDS',
  409,
  ({ state }) => `This document was handed in and is "${state}". Only refused ones are replaced.`,
  'A document that was handed in and not refused is neither replaced nor taken back.',
);
export const DocumentAttemptsUsed = defineError<{ most: number }>(
  'KYC_DOCUMENT_ATTEMPTS_USED',
  409,
  ({ most }) => `This document was sent ${most} times, which is as often as it can be. Talk to the support.`,
  'A document was replaced as often as KYC_DOCUMENT_VERSIONS_MAX allows.',
);
export const DocumentLinkExpired = defineError(
  'KYC_DOCUMENT_LINK_EXPIRED',
  410,
  'This link was used, or is older than a minute. Ask for a new one.',
  'A link to a document works once, for a minute.',
);
