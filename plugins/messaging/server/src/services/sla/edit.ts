import type { Core } from '@strapi/strapi';
import { NotFound, sql, transaction } from '#kernel';
import { CalendarUnknown, NoAgent } from '../../domain/sla-errors';
import { agents, type Editable } from './editable';

/** One of them, as it is stored; its calendar by its id. */
export type Stored = Record<string, unknown> & { documentId: string; calendar?: { documentId: string } | null };
export type Values = Record<string, unknown> & { calendarId?: string | null | undefined };

interface Documents {
  findMany(params: object): Promise<Stored[]>;
  findOne(params: object): Promise<Stored | null>;
  create(params: object): Promise<Stored>;
  update(params: object): Promise<Stored | null>;
  delete(params: object): Promise<unknown>;
}

export const documents = (strapi: Core.Strapi, { uid }: Editable): Documents => strapi.documents(uid) as unknown as Documents;
const populated = ({ hasCalendar }: Editable) => (hasCalendar ? { populate: ['calendar'] } : {});

/** All of a kind, in the order in which they were made; there are no more than a page of them. */
export const listAll = (strapi: Core.Strapi, editable: Editable): Promise<Stored[]> =>
  documents(strapi, editable).findMany({ sort: 'id:asc', limit: 200, ...populated(editable) });

/** @throws CalendarUnknown, and what the rules of its kind refuse */
export async function create(strapi: Core.Strapi, editable: Editable, values: Values): Promise<Stored> {
  return documents(strapi, editable).create({ data: await dataOf(strapi, editable, values), ...populated(editable) });
}

/** Puts other values in the place of all that it had. @throws NotFound, CalendarUnknown, and what the rules of its kind refuse */
export async function replace(strapi: Core.Strapi, editable: Editable, id: string, values: Values): Promise<Stored> {
  await assertThere(strapi, editable, id);
  const updated = await documents(strapi, editable).update({ documentId: id, data: await dataOf(strapi, editable, values), ...populated(editable) });
  if (!updated) throw new NotFound();
  return updated;
}

/** @throws NotFound, CalendarInUse */
export async function remove(strapi: Core.Strapi, editable: Editable, id: string): Promise<void> {
  await assertThere(strapi, editable, id);
  await documents(strapi, editable).delete({ documentId: id });
}

/** An agent says themselves whether they are there. @throws NoAgent */
export async function setAvailability(strapi: Core.Strapi, staffId: string, availability: { isAway: boolean; awayUntil: Date | null }): Promise<Stored> {
  return transaction(strapi, async (tx) => {
    const [agent] = await tx.query<{ id: string }>('SELECT document_id AS id FROM support_agents WHERE staff_id = $1', [staffId]);
    if (!agent) throw new NoAgent();
    const updated = await documents(strapi, agents).update({ documentId: agent.id, data: availability });
    if (!updated) throw new NoAgent();
    return updated;
  });
}

async function dataOf(strapi: Core.Strapi, editable: Editable, { calendarId, ...values }: Values): Promise<object> {
  if (!editable.hasCalendar) return values;
  if (calendarId === null || calendarId === undefined) return { ...values, calendar: null };
  const [known] = await sql(strapi).query('SELECT FROM business_calendars WHERE document_id = $1', [calendarId]);
  if (!known) throw new CalendarUnknown();
  return { ...values, calendar: calendarId };
}

async function assertThere(strapi: Core.Strapi, { table }: Editable, id: string): Promise<void> {
  const [found] = await sql(strapi).query(`SELECT FROM ${table} WHERE document_id = $1`, [id]);
  if (!found) throw new NotFound();
}
