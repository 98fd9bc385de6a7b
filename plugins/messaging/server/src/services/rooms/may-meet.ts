import type { Tx } from '#kernel';
import { MemberUnknown, TooManyRooms } from '../../errors';

/** @throws MemberUnknown where one of these people does not exist or is blocked; TooManyRooms where one is in as many rooms as there may be. */
export async function assertMayMeet(tx: Tx, personIds: readonly string[], mostPerPerson: number): Promise<void> {
  const people = await tx.query<{ id: string; rooms: number }>(
    `SELECT u.document_id AS id, (SELECT count(*) FROM (SELECT 1 FROM room_members m WHERE m.member = u.document_id LIMIT $2) first)::int AS rooms
     FROM up_users u WHERE u.document_id = ANY ($1) AND u.blocked IS NOT TRUE`,
    [personIds, mostPerPerson],
  );
  if (people.length !== personIds.length) throw new MemberUnknown();
  if (people.some(({ rooms }) => rooms >= mostPerPerson)) throw new TooManyRooms({ mostRooms: mostPerPerson });
}
