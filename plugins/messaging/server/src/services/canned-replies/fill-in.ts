import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import { TemplateBroken } from '../../domain/canned-reply-errors';
import { problemsOf, render, variablesOf, type TemplateValues } from '../../domain/template';
import { guestAddresses } from '../guests/guests';
import { PUBLIC_NAME } from '../tickets/find';
import type { Ticket } from '../tickets/ticket';

/**
 * What texts say of the people of a ticket. Read before whatever is done with them, not inside a transaction: an address
 * of a guest is sealed, and only opened where a text names it.
 */
export async function peopleFor(strapi: Core.Strapi, texts: readonly string[], { requesterId }: Pick<Ticket, 'requesterId'>, agentId: string): Promise<TemplateValues> {
  const wanted = new Set(texts.flatMap(variablesOf));
  const isAbout = (whom: 'customer' | 'agent') => [...wanted].some((name) => name.startsWith(`${whom}.`));
  return {
    ...(isAbout('customer') ? await customerOf(strapi, requesterId, wanted.has('customer.email')) : {}),
    ...(isAbout('agent') ? { 'agent.name': await agentName(strapi, agentId) } : {}),
  };
}

/** What a text says in a ticket as it is now. @throws TemplateBroken */
export function fillIn(text: string, { number, subject, category }: Ticket, people: TemplateValues): string {
  const [problem] = problemsOf(text);
  if (problem) throw new TemplateBroken({ problem: problem.message });
  return render(text, { ...people, 'ticket.number': String(number), 'ticket.subject': subject, 'ticket.category': category });
}

async function customerOf(strapi: Core.Strapi, id: string, hasAddress: boolean): Promise<TemplateValues> {
  const [user] = await sql(strapi).query<{ username: string | null; email: string | null }>('SELECT username, email FROM up_users WHERE document_id = $1', [id]);
  if (user) return { 'customer.name': user.username?.includes('@') ? null : user.username, 'customer.email': user.email };
  return hasAddress ? { 'customer.email': (await guestAddresses(strapi, [id])).get(id) ?? null } : {};
}

async function agentName(strapi: Core.Strapi, id: string): Promise<string> {
  const [agent] = await sql(strapi).query<{ name: string }>(`SELECT ${PUBLIC_NAME} AS name FROM admin_users u WHERE u.document_id = $1`, [id]);
  return agent?.name ?? 'Support';
}
