import type { Sql } from '#kernel';

export interface ActorOut {
  type: 'user' | 'staff' | 'system';
  id: string;
  /** The name of a person of the staff, the e-mail of a user; `null` where they are gone or it is the system. */
  name: string | null;
}

/** Gives the actors of events and acts (`staff:…`, `user:…`, `system:…`) their names. */
export async function nameActors(db: Sql, texts: readonly string[]): Promise<(text: string) => ActorOut> {
  const actors = new Map(texts.map((text) => [text, readActor(text)]));
  const ids = (type: ActorOut['type']) => [...actors.values()].filter((actor) => actor.type === type).map(({ id }) => id);
  const names = new Map<string, string>();
  const [staff, users] = [ids('staff'), ids('user')];
  const rows = [
    ...(staff.length > 0
      ? await db.query<{ id: string; name: string }>(
          `SELECT 'staff:' || document_id AS id, coalesce(nullif(trim(concat_ws(' ', firstname, lastname)), ''), email) AS name
           FROM admin_users WHERE document_id = ANY($1)`,
          [staff],
        )
      : []),
    ...(users.length > 0
      ? await db.query<{ id: string; name: string }>(`SELECT 'user:' || document_id AS id, email AS name FROM up_users WHERE document_id = ANY($1)`, [users])
      : []),
  ];
  for (const { id, name } of rows) names.set(id, name);
  return (text) => ({ ...readActor(text), name: names.get(text) ?? null });
}

function readActor(text: string): Omit<ActorOut, 'name'> {
  const at = text.indexOf(':');
  const type = text.slice(0, at);
  return { type: type === 'user' || type === 'staff' ? type : 'system', id: text.slice(at + 1) };
}
