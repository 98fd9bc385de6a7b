import type { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import { audit, createRateLimit, kernel, NotFound, sql, transaction, type RateLimit } from '#kernel';
import { kycConfig } from '../../config';
import { applicationsOf } from '../applications';
import { documentsOfApplication } from '../documents/documents';
import { accessLogOf } from './access-log';
import { encryptedArchive, newPassphrase, type ArchiveFile } from './archive';
import { fileNameOf, filesOfVerifiers, ownData } from './own-data';

export interface Export {
  /** Told once and kept nowhere. */
  passphrase: string;
  archive: Readable;
}

const READ_ME = `What is known of you for the verification of your identity, and when it was looked at.

data.json        what you have said, your numbers, and what was decided
access-log.json  each time that somebody has read it
documents/       what you have sent, as it is kept, and files that verifiers have sent about you

Laws against money laundering forbid to say whether and how somebody was compared with lists, so nothing of that is in here.
Which verifiers were asked about you, and when, is in data.json. What they concluded is not, as what staff conclude is not.
`;

/**
 * A copy of all that is known of a person, encrypted as it flows. That it was made is recorded before its first byte.
 *
 * @throws NotFound where there is no such person, Forgotten
 */
export async function exportPerson(strapi: Core.Strapi, personId: string): Promise<Export> {
  const [user] = await sql(strapi).query('SELECT FROM up_users WHERE document_id = $1', [personId]);
  if (!user) throw new NotFound();
  const data = await ownData(strapi, personId);
  await transaction(strapi, (tx) => audit(tx, { action: 'kyc_person.exported', subject: { type: 'person', id: personId }, data: { applications: data.applications.length } }));
  const log = await accessLogOf(sql(strapi), personId);
  const passphrase = newPassphrase();
  const archive = encryptedArchive(passphrase, files(strapi, personId, { 'read-me.txt': READ_ME, 'data.json': asText(data), 'access-log.json': asText(log) }));
  archive.on('error', (error) => strapi.log.warn('An export broke off; whoever asked for it has no whole archive.', { personId, error }));
  return { passphrase, archive };
}

const asText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

async function* files(strapi: Core.Strapi, personId: string, texts: Readonly<Record<string, string>>): AsyncGenerator<ArchiveFile> {
  for (const [name, content] of Object.entries(texts)) yield { name, content };
  for (const { id } of await applicationsOf(sql(strapi), personId)) {
    for (const document of await documentsOfApplication(sql(strapi), id)) {
      const content = await kernel(strapi).objects.open(document.object);
      if (content) yield { name: fileNameOf(document), content };
    }
    for (const file of await filesOfVerifiers(sql(strapi), id)) {
      const content = await kernel(strapi).objects.open(file.object);
      if (content) yield { name: fileNameOf(file), content };
    }
  }
}

const limits = new WeakMap<Core.Strapi, RateLimit>();

/** @throws TooManyRequests when a person has asked for too many copies within a day. */
export async function countExport(strapi: Core.Strapi, personId: string): Promise<void> {
  let limit = limits.get(strapi);
  if (!limit) {
    limit = createRateLimit(strapi, 'kyc-exports', { points: kycConfig(strapi).privacy.exportsPerDay, durationSeconds: 86_400 });
    limits.set(strapi, limit);
  }
  await limit.take(personId);
}
