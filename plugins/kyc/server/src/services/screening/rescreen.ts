import type { Core } from '@strapi/strapi';
import { createHash } from 'node:crypto';
import { audit, kernel, sql, transaction } from '#kernel';
import { blindSearchKeys } from '../../domain/screening/blind';
import type { Identity } from '../../domain/screening/match';
import { blindKey } from './blind-key';
import { LOCAL_LISTS } from './providers';
import { screen } from './screen';

const PAGES = 'kyc.screening-changes';
const PEOPLE = 'kyc.screening-again';
/** Entries whose people are looked for in one job. */
const PAGE = 200;

interface Change {
  list: string;
  version: number;
}

/** Has those screened again whom a changed list may concern, and nobody else. Call it in `register`. */
export function screenAgainOnChange(strapi: Core.Strapi): void {
  kernel(strapi).jobs.define(PAGES, (data) => lookForPeople(strapi, data as Change & { after: string }));
  kernel(strapi).jobs.define(PEOPLE, (data) => screenAgain(strapi, data as Change & { personId: string }), { concurrency: 4 });
  kernel(strapi).events.on('kyc.screening_list_changed', ({ id, payload }) => begin(strapi, id, payload), { name: 'screen-again' });
}

async function begin(strapi: Core.Strapi, eventId: string, { list, version, added, changed, removed }: Change & { added: number; changed: number; removed: number }): Promise<void> {
  await transaction(strapi, async (tx) => {
    const [isRepeat] = await tx.query(`SELECT 1 FROM audit_entries WHERE subject_type = 'screening_list' AND subject_id = $1 AND action = 'screening_list.changed' AND data::jsonb->>'eventId' = $2 LIMIT 1`, [list, eventId]);
    if (isRepeat) return;
    await audit(tx, { action: 'screening_list.changed', subject: { type: 'screening_list', id: list }, data: { eventId, version, added, changed, removed } });
    await kernel(strapi).jobs.send(tx, PAGES, { id: uuidOf(list, version, 'page', '0'), data: { list, version, after: '0' } });
  });
}

/** One page of what a version brought: finds the people under its names, and hands them and the next page on. */
async function lookForPeople(strapi: Core.Strapi, { list, version, after }: Change & { after: string }): Promise<void> {
  const db = sql(strapi);
  const entries = await db.query<{ id: string; content: Identity }>('SELECT id, content FROM kyc_screening_entries WHERE list = $1 AND since_version = $2 AND id > $3 ORDER BY id LIMIT $4', [list, version, after, PAGE]);
  const last = entries.at(-1);
  if (!last) return;
  const key = await blindKey(strapi);
  const keys = [...new Set(entries.flatMap(({ content }) => blindSearchKeys(key, content)))];
  const people = await db.query<{ person: string }>('SELECT person FROM kyc_screening_people_under($1) AS person', [keys]);
  await transaction(strapi, async (tx) => {
    await kernel(strapi).jobs.sendMany(tx, PEOPLE, people.map(({ person }) => ({ id: uuidOf(list, version, person), data: { list, version, personId: person } })));
    await kernel(strapi).jobs.send(tx, PAGES, { id: uuidOf(list, version, 'page', last.id), data: { list, version, after: last.id } });
  });
}

/** Screens a person as they were screened the last time. Whoever was screened since the change, or forgotten, is not. */
async function screenAgain(strapi: Core.Strapi, { list, version, personId }: Change & { personId: string }): Promise<void> {
  const [latest] = await sql(strapi).query<{ application_id: string | null; subject: Buffer; lists: Record<string, Record<string, string>> }>(
    'SELECT s.application_id, s.subject, s.lists FROM kyc_screening_people p JOIN kyc_screenings s ON s.id = p.screening WHERE p.person = $1',
    [personId],
  );
  if (!latest || Number(latest.lists[LOCAL_LISTS]?.[list] ?? 0) >= version) return;
  const opened = await kernel(strapi).values.open(personId, latest.subject, 'kyc_screenings.subject');
  if (opened === undefined) return;
  await screen(strapi, { personId, applicationId: latest.application_id, trigger: 'list_change', subject: JSON.parse(opened) as Identity });
}

/** The same parts give the same id: what is sent twice, by a repeat or for two entries of one person, is one job. */
function uuidOf(...parts: (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
