import { clock, type Tx } from '#kernel';
import type { Viewer } from '../../domain/person';
import { MemberUnknown, TooManyRooms } from '../../errors';

/**
 * @param rowId the room that they are to come into, where it is there already
 * @throws MemberUnknown where one of these people does not exist, may not sign in, is banned there or everywhere, or has a block between them and who brings them in.
 * @throws TooManyRooms where one is in as many rooms as there may be. Those of tickets do not count: asking for help has a limit of its own.
 */
export async function assertMayMeet(tx: Tx, host: Viewer, personIds: readonly string[], mostPerPerson: number, rowId: string | null = null): Promise<void> {
  const people = await tx.query<{ id: string; rooms: number }>(
    `SELECT u.document_id AS id, (SELECT count(*) FROM (SELECT 1 FROM room_members m JOIN rooms r ON r.id = m.room_id AND r.kind <> 'ticket' WHERE m.member = u.document_id LIMIT $2) first)::int AS rooms
     FROM up_users u WHERE u.document_id = ANY ($1) AND u.blocked IS NOT TRUE
       AND NOT EXISTS (SELECT 1 FROM person_blocks b WHERE b.blocker = $3 AND b.blocked = u.document_id)
       AND NOT EXISTS (SELECT 1 FROM person_blocks b WHERE b.blocker = u.document_id AND b.blocked = $3)
       AND (SELECT s.o_kind FROM messaging_standing(u.document_id, $4, $5) s) IS DISTINCT FROM 'ban'`,
    [personIds, mostPerPerson, host.id, rowId, clock.now()],
  );
  if (people.length !== personIds.length) throw new MemberUnknown();
  if (people.some(({ rooms }) => rooms >= mostPerPerson)) throw new TooManyRooms({ mostRooms: mostPerPerson });
}
