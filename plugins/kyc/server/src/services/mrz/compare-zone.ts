import type { Core } from '@strapi/strapi';
import { audit, NotFound, sql, transaction } from '#kernel';
import { compareMrz } from '../../domain/mrz/compare';
import type { ZoneContents } from '../../domain/mrz/parse-zone';
import { findApplication } from '../applications';
import { aboutDocument, findDocument } from '../documents/documents';
import { openSaid } from '../sealed-details';
import { findZone } from './zones';

/**
 * What a machine has read of a document, beside what its person has typed. The reading is recorded before anybody sees it.
 *
 * @throws NotFound, Forgotten
 */
export async function compareZone(strapi: Core.Strapi, documentId: string) {
  const document = await findDocument(sql(strapi), documentId);
  const application = document && (await findApplication(sql(strapi), document.applicationId));
  if (!application) throw new NotFound();
  const found = await findZone(strapi, document);
  const said = await openSaid(strapi, application);
  await transaction(strapi, (tx) => audit(tx, { action: 'kyc_document.zone_read', subject: aboutDocument(documentId), data: { applicationId: application.id } }));
  if (found === undefined) return { outcome: 'none' as const };
  if (found.outcome === 'unread') return found;
  const { contents, states } = found.reading;
  return { outcome: 'read' as const, contents, states, agreement: agreementWith(contents, said) };
}

/** With what was typed; where somebody lives is not what they are a citizen of. */
function agreementWith(contents: ZoneContents, { details: { firstName = '', lastName = '', dateOfBirth }, identifiers }: Awaited<ReturnType<typeof openSaid>>) {
  const passport = identifiers.find(({ type }) => type === 'passport')?.value;
  const { name, birthDate, documentNumber } = compareMrz(contents, {
    name: { firstName, lastName },
    ...(dateOfBirth === undefined ? {} : { birthDate: dateOfBirth }),
    ...(passport === undefined ? {} : { documentNumber: passport }),
  });
  return { name, birthDate, documentNumber };
}
