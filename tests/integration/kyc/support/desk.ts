import { createStaff, type TestStaff } from '../../../access/people.ts';
import type { Answer, TestServer } from '../../../support/index.ts';

export interface QueueRow {
  id: string;
  personId: string;
  level: string;
  state: string;
  risk: string;
  needsSecondReview: boolean;
  isDecidedByYou: boolean;
  flags: { sharedNumber: boolean; sharedFile: boolean; sharedName: boolean; openHits: boolean };
  isOverdue: boolean;
  dueAt: string;
  claim: { by: { id: string; name: string }; until: string } | null;
}
export interface HappeningOut {
  kind: string;
  action: string;
  about: { type: string; id: string };
  by: { type: string; id: string; name: string | null };
  data: Record<string, unknown>;
}
export interface DuplicateOut {
  personId: string;
  matches: { sign: string; own: string | null; applicationId: string; documentId: string | null }[];
  profile: { level: string; state: string } | null;
  latest: { id: string; level: string; state: string };
}
interface Refusable {
  error?: { code: string };
}

/** A member of staff who reviews applications, as the pages of the admin panel would. */
export class Reviewer {
  readonly staff: TestStaff;

  constructor(staff: TestStaff) {
    this.staff = staff;
  }

  static hire = async (server: TestServer, role = 'mangrove-moderator'): Promise<Reviewer> => new Reviewer(await createStaff(server, role));

  ask = <T>(method: string, path: string, body?: object): Promise<Answer<T & Refusable>> => this.staff.http.request<T & Refusable>(method, `/kyc${path}`, body ? { body } : {});

  queue = async (query = '') => (await this.ask<{ data: QueueRow[]; meta: { nextCursor: string | null } }>('GET', `/applications${query}`)).body;
  claim = (id: string) => this.ask<{ data: { claimedUntil: string } }>('POST', `/applications/${id}/claim`);
  claimNext = (body: object = {}) => this.ask<{ data: { id: string; claimedUntil: string } | null }>('POST', '/applications/claim-next', body);
  search = (body: object) => this.ask<{ data: QueueRow[] }>('POST', '/applications/search', body);
  counts = async () => (await this.ask<{ data: Record<string, { count: number; isMore: boolean }> }>('GET', '/applications/counts')).body.data;
  timeline = async (id: string, query = '') => (await this.ask<{ data: HappeningOut[]; meta: { nextCursor: string | null } }>('GET', `/applications/${id}/timeline${query}`)).body;
  duplicates = async (id: string) => (await this.ask<{ data: DuplicateOut[] }>('GET', `/applications/${id}/duplicates`)).body.data;
  release = (id: string) => this.ask('POST', `/applications/${id}/release`);
  decide = (id: string, outcome: string, more: object = {}) => this.ask<{ data: { state: string } }>('POST', `/applications/${id}/decide`, { outcome, ...more });
  file = (id: string) =>
    this.ask<{ data: { state: string; details: object | null; identifiers: { type: string; masked: string; sharedWith: string[] }[]; decisions: { outcome: string; internalNote: string | null }[] } }>('GET', `/applications/${id}`);
  reveal = (id: string, type: string, purpose: string) => this.ask<{ data: { value: string } }>('POST', `/applications/${id}/identifiers/${type}/reveal`, { purpose });

  /** Claims and decides. @throws Error when either was refused. */
  async settle(id: string, outcome: string, more: object = {}): Promise<void> {
    for (const { status, body } of [await this.claim(id), await this.decide(id, outcome, more)]) if (status !== 200) throw new Error(`A review was answered with ${status}: ${JSON.stringify(body)}`);
  }
}
