import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
import { MAY_ANSWER } from '../tickets/assign';
import { peopleOf } from '../tickets/find';
import { readAgents } from './find-agent';

/** What is said of an agent beside what staff have written. */
export interface AgentPart {
  name: string | null;
  openTickets: number;
  /** Whether they can be given tickets: their account works, their role answers tickets, and they are not away. */
  isAvailable: boolean;
}

/** Of every agent, by the id of the member of staff. */
export async function agentParts(strapi: Core.Strapi): Promise<Map<string, AgentPart>> {
  const agents = await readAgents(sql(strapi));
  const people = await peopleOf(strapi, agents.map(({ staffId }) => staffId));
  return new Map(agents.map(({ staffId, load, isAvailable }) => [staffId, { name: people.get(staffId)?.name ?? null, openTickets: load, isAvailable }]));
}

/** The agents of a team who still work here, away or not, with their addresses. */
export const agentsOfTeam = (strapi: Core.Strapi, team: string): Promise<{ staffId: string; email: string }[]> =>
  sql(strapi).query<{ staffId: string; email: string }>(
    `SELECT a.staff_id AS "staffId", u.email FROM support_agents a JOIN admin_users u ON u.document_id = a.staff_id WHERE a.team = $1 AND a.staff_id IN (${MAY_ANSWER}) ORDER BY a.id`,
    [team],
  );
