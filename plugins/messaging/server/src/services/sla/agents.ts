import type { Core } from '@strapi/strapi';
import { sql } from '#kernel';
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
