import { buffer } from 'node:stream/consumers';
import type { Core } from '@strapi/strapi';
import { clock, kernel, sql } from '#kernel';
import { mayBearZone } from '../../domain/mrz/documents-with-zone';
import type { Check } from '../checks';
import { documentsOfApplication } from '../documents/documents';
import { readMrz } from './read-mrz';
import { keepZone, readBefore } from './zones';

/** Reads the machine-readable zones of what was handed in. It advises whoever reviews, and keeps nobody waiting. */
export const zoneCheck = (strapi: Core.Strapi): Check => ({
  code: 'zone',
  run: (applicationId) => readZones(strapi, applicationId),
  isSettled: () => Promise.resolve(true),
});

/** One document at a time: each is whole in memory. What was read before is not read again. */
async function readZones(strapi: Core.Strapi, applicationId: string): Promise<void> {
  const before = await readBefore(strapi, applicationId);
  const documents = (await documentsOfApplication(sql(strapi), applicationId)).filter((document) => document.state !== 'superseded' && mayBearZone(document) && !before.has(document.id));
  for (const document of documents) {
    const stored = await kernel(strapi).objects.open(document.object);
    // The person was forgotten.
    if (!stored) continue;
    const at = clock.now();
    await keepZone(strapi, document, await readMrz(await buffer(stored), at.toISOString().slice(0, 10)), at);
  }
}
