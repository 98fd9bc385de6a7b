import type { Core } from '@strapi/strapi';
import { createRateLimit, kernel, NotFound, parsePart, PayloadTooLarge, sql, transaction, type RateLimit } from '#kernel';
import { kycConfig } from '../../config';
import { documentFields, type DocumentFields } from '../../domain/documents/fields';
import { findOwnApplication, type Application } from '../applications';
import { commitTo } from '../evidence/evidence';
import { versionsOf, type Document } from './documents';
import { readForm } from './form';
import { keepDocument } from './keep';
import { assertTakesDocuments, placeAmong } from './place';
import { prepare, type PreparedFile } from './prepare';
import { stage, unstage, type StagedFile } from './stage';

/** The body of a request, as it comes. */
export interface IncomingForm {
  contentType: string | undefined;
  declaredBytes: number | undefined;
  body: AsyncIterable<Buffer>;
}

/** What a form needs beside its file. */
const FORM_BYTES = 16_384;
/** Two uploads for one place at once: the slower one is sealed again. More than that nobody does by accident. */
const ATTEMPTS = 3;

/**
 * Takes a document in: read as it comes, sealed before it is stored, looked at, made anew, sealed for its person and its
 * place. Nothing of it is ever readable on a disk, and a crash at any line leaves nothing that is not erased within a day.
 *
 * @throws NotFound, DocumentsClosed, TooManyRequests, and whatever is wrong with the form or its file
 */
export async function takeIn(strapi: Core.Strapi, personId: string, applicationId: string, form: IncomingForm): Promise<Document> {
  const { maxBytes } = kycConfig(strapi).documents;
  if (form.declaredBytes !== undefined && form.declaredBytes > maxBytes + FORM_BYTES) throw new PayloadTooLarge();
  // Before the bytes flow; what counts is asked again when they are there.
  const application = await findOwnApplication(sql(strapi), applicationId, personId);
  if (!application) throw new NotFound();
  assertTakesDocuments(application);
  await uploadLimit(strapi).take(personId);
  const { fields, file } = await readForm(form.contentType, form.body, (bytes) => stage(strapi, bytes, maxBytes), (staged) => unstage(strapi, staged));
  try {
    return await keepStaged(strapi, application, parsePart('body', documentFields, fields), file);
  } finally {
    await unstage(strapi, file);
  }
}

async function keepStaged(strapi: Core.Strapi, application: Application, fields: DocumentFields, staged: StagedFile): Promise<Document> {
  const { id: applicationId, personId } = application;
  const fingerprint = (await kernel(strapi).blindIndex('kyc documents').digest(staged.hash.toString('hex'))).toString('hex');
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const versions = await versionsOf(sql(strapi), applicationId, fields.type, fields.side);
    const { version } = placeAmong(application, versions, kycConfig(strapi).documents.mostVersions);
    const file = await prepare(strapi, staged, { personId, applicationId, type: fields.type, version });
    const evidence = await commitTo(strapi, { personId, applicationId }, 'file', {
      ...fields, version, mediaType: file.mediaType, sizeBytes: file.sizeBytes, receivedSha256: staged.hash.toString('hex'), keptSha256: file.hash.toString('hex'),
    });
    const kept = await keepOrErase(strapi, file, { applicationId, personId, fields, file, version, fingerprint, evidence });
    if (kept) return kept;
  }
  throw new Error(`Document places of ${applicationId} changed ${ATTEMPTS} times during one upload.`);
}

async function keepOrErase(strapi: Core.Strapi, file: PreparedFile, document: Parameters<typeof keepDocument>[1]): Promise<Document | undefined> {
  const erase = () => transaction(strapi, (tx) => kernel(strapi).objects.erase(tx, [file.object]));
  try {
    const kept = await keepDocument(strapi, document);
    if (!kept) await erase();
    return kept;
  } catch (error) {
    // Where this fails too, nobody has kept it, and a day goes by.
    await erase();
    throw error;
  }
}

const limits = new WeakMap<Core.Strapi, RateLimit>();

/** How often one person may upload. */
function uploadLimit(strapi: Core.Strapi): RateLimit {
  let limit = limits.get(strapi);
  if (!limit) {
    limit = createRateLimit(strapi, 'kyc-documents', { points: kycConfig(strapi).documents.uploadsPerMinute, durationSeconds: 60 });
    limits.set(strapi, limit);
  }
  return limit;
}
