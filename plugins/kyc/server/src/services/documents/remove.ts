import type { Core } from '@strapi/strapi';
import { NotFound, transaction } from '#kernel';
import { DocumentStands } from '../../document-errors';
import { lockApplication } from '../applications';
import { findDocument } from './documents';
import { discard } from './keep';
import { assertTakesDocuments, isUnseen } from './place';

/**
 * Takes a document back that was not handed in yet.
 *
 * @throws NotFound for another's, as for one that does not exist; DocumentsClosed, DocumentStands
 */
export function removeDocument(strapi: Core.Strapi, personId: string, applicationId: string, documentId: string): Promise<void> {
  return transaction(strapi, async (tx) => {
    const application = await lockApplication(tx, applicationId);
    if (!application || application.personId !== personId) throw new NotFound();
    const document = await findDocument(tx, documentId);
    if (!document || document.applicationId !== applicationId) throw new NotFound();
    assertTakesDocuments(application);
    if (!isUnseen(application, document)) throw new DocumentStands({ documentId, state: document.state });
    await discard(strapi, tx, document);
  });
}
