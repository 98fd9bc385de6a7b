import type { Core } from '@strapi/strapi';
import { clock, type Sql, type Tx } from '#kernel';
import { messagingConfig } from '../../config';
import { chooseAgent, type Agent, type AssignableTicket } from '../../domain/assignment';
import { MAY_ANSWER } from '../tickets/assign';

interface AgentRow {
  staff_id: string;
  team: string | null;
  capacity: number;
  load: number;
  assigned_at: Date | null;
  is_available: boolean;
}

/** Somebody who is away until some time is back by themselves. */
const IS_THERE = 'NOT (coalesce(a.is_away, false) AND (a.away_until IS NULL OR a.away_until > $1))';
const LOAD = `(SELECT count(*) FROM tickets t WHERE t.assignee = a.staff_id AND t.state NOT IN ('resolved', 'closed', 'merged', 'spam'))::int`;

/** Everybody who is given tickets, with what they have now. */
export async function readAgents(db: Sql): Promise<Agent[]> {
  const rows = await db.query<AgentRow>(
    `SELECT a.staff_id, a.team, a.capacity, ${LOAD} AS load, w.assigned_at, ${IS_THERE} AND a.staff_id IN (${MAY_ANSWER}) AS is_available
       FROM support_agents a LEFT JOIN support_agent_turns w ON w.staff_id = a.staff_id`,
    [clock.now()],
  );
  return rows.map((row) => ({ staffId: row.staff_id, team: row.team, capacity: row.capacity, load: row.load, lastAssignedAt: row.assigned_at, isAvailable: row.is_available }));
}

/**
 * Finds who takes a ticket; `undefined` where nobody has room for it. Whoever finds holds everybody else off until the end
 * of their transaction: of two tickets at once, the second sees what the first was given. The ticket is held already, so
 * nobody waits for each other in a circle.
 */
export async function findAgent(strapi: Core.Strapi, tx: Tx, ticket: AssignableTicket): Promise<string | undefined> {
  const { assignment } = messagingConfig(strapi).tickets;
  if (assignment === 'manual') return undefined;
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('messaging.assignment', 0))`);
  // In a statement of its own: only now is it certain what was committed before us.
  const staffId = chooseAgent(await readAgents(tx), ticket, assignment);
  if (staffId !== undefined) {
    await tx.execute(
      'INSERT INTO support_agent_turns (staff_id, assigned_at) VALUES ($1, $2) ON CONFLICT (staff_id) DO UPDATE SET assigned_at = excluded.assigned_at',
      [staffId, clock.now()],
    );
  }
  return staffId;
}
