import { eventually, type TestServer } from '../../../support/index.ts';
import { Applicant, newNumber } from './applicant.ts';
import { Reviewer } from './desk.ts';
import { photo, uploaded, type DocumentForm, type DocumentOut } from './documents.ts';

export const YEAR_SECONDS = 366 * 86_400;

export interface PrivacyOut {
  erasure: { id: string; state: string; retainUntil: string; keptBy: string[]; destroyed: Record<string, number> | null; entries: { action: string; isSealed: boolean }[] } | null;
  holds: { id: string; reason: string; liftedAt: string | null }[];
}

/** One pass of the retention, at another time. */
export const retentionAfter = (server: TestServer, seconds: number): Promise<void> =>
  server.run(async (strapi, forward, { kernel, load }) => {
    kernel.clock.advanceSeconds(forward);
    try {
      await load<{ runRetention(of: typeof strapi): Promise<void> }>('./dist/plugins/kyc/server/src/services/privacy/retention.js').runRetention(strapi);
    } finally {
      kernel.clock.reset();
    }
  }, seconds);

export interface Known {
  ada: Applicant;
  /** The application. */
  id: string;
  number: string;
  document: DocumentOut;
  /** Where its bytes lie. */
  object: string;
}

export const PASSPORT: DocumentForm = { type: 'passport', side: 'front', country: 'NG' };
/** Bears no zone, so that nothing has to be read. */
const SELFIE: DocumentForm = { type: 'selfie' };

/** Somebody who has handed an application in with a number and a document, which waits for a reviewer. */
export async function underReview(server: TestServer, form = SELFIE): Promise<Known> {
  const [ada, number] = [await Applicant.register(server), newNumber()];
  const id = await ada.prepare([{ type: 'nin', value: number }]);
  const document = await uploaded(ada.user.http, id, await photo(), form);
  const { status } = await ada.submit(id);
  if (status !== 200) throw new Error(`A submission was answered with ${status}.`);
  await eventually(async () => (await ada.look(id)).body.data.state === 'in_review', { timeoutMs: 40_000 });
  const { rows } = await server.db.query<{ object: string }>('SELECT object FROM kyc_documents WHERE document_id = $1', [document.id]);
  return { ada, id, number, document, object: rows[0]?.object ?? '' };
}

/** The same, approved. */
export async function customer(server: TestServer, reviewer: Reviewer, form = SELFIE): Promise<Known> {
  const known = await underReview(server, form);
  await reviewer.settle(known.id, 'approve');
  return known;
}

/** Staff who may do everything. */
export class Officer extends Reviewer {
  static appoint = async (server: TestServer): Promise<Officer> => new Officer((await Reviewer.hire(server, 'strapi-super-admin')).staff);

  privacy = (personId: string) => this.ask<{ data: PrivacyOut }>('GET', `/people/${personId}/erasure`);
  erase = (personId: string, reason = 'relationship_ended') => this.ask<{ data: PrivacyOut }>('POST', `/people/${personId}/erasure`, { reason });
  lift = (personId: string) => this.ask<{ data: PrivacyOut }>('POST', `/people/${personId}/erasure/lift`);
  hold = (personId: string, reason = 'court_order', note = 'Order 12/2026') => this.ask<{ data: PrivacyOut }>('POST', `/people/${personId}/holds`, { reason, note });
  liftHold = (personId: string, holdId: string) => this.ask<{ data: PrivacyOut }>('POST', `/people/${personId}/holds/${holdId}/lift`);
  lookForTheLaw = (personId: string) => this.ask<{ data: { until: string } }>('POST', `/people/${personId}/legal-access`, { purpose: 'answer_an_authority' });

  reaches = (personId: string, state: string) =>
    eventually(async () => {
      const { erasure } = (await this.privacy(personId)).body.data;
      return erasure?.state === state ? erasure : undefined;
    });
}

/** Waits until the bytes of a person are gone, and runs the retention until the certificate says so. */
export async function erased(server: TestServer, personId: string): Promise<void> {
  await eventually(async () => (await server.db.query('SELECT FROM stored_objects WHERE subject = $1', [personId])).rowCount === 0);
  await retentionAfter(server, 5 * YEAR_SECONDS);
}
