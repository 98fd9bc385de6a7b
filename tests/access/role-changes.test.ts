import type { Core } from '@strapi/strapi';
import { createUser, eventually, startServer, type TestServer, type TestUser } from '../support/index.ts';
import { createStaff, type TestStaff } from './people.ts';

/** What is promised for other instances; the answer of a busy test machine comes a little later. */
const FIVE_SECONDS = { timeoutMs: 6_500 };

/** Row numbers and public ids, as the ways below need them. */
interface Scene {
  user: { id: number; documentId: string };
  /** The user's role at first, made for one test. */
  from: { id: number; documentId: string };
  to: { id: number; documentId: string };
}

/** A way to give the user of a scene another role, or to take the role away; runs inside the server. */
type Way = (strapi: Core.Strapi, scene: Scene) => Promise<unknown>;

let here: TestServer;
let there: TestServer;
let admin: TestStaff;
beforeAll(async () => {
  here = await startServer();
  there = await startServer({ database: here.databaseUrl });
  admin = await createStaff(here, 'strapi-super-admin');
});

let count = 0;
const createRole = async () => {
  count += 1;
  return here.run(async (strapi, type) => {
    const roles = strapi.db.query('plugin::users-permissions.role');
    const { id, documentId } = (await roles.create({ data: { name: type, type, documentId: `role-${type}` } })) as { id: number; documentId: string };
    const permissions = strapi.db.query('plugin::users-permissions.permission');
    await permissions.create({ data: { action: 'plugin::users-permissions.user.me', role: id } });
    return { id, documentId };
  }, `role-${count}`);
};

const giveRole: Way = (strapi, { user, from }) => strapi.db.query('plugin::users-permissions.user').update({ where: { id: user.id }, data: { role: from.id } });

/** A user who has the role `from` and is signed in, known to both servers. */
async function createScene(): Promise<{ scene: Scene; person: TestUser; jwt: string; isSignedIn: (server: TestServer) => Promise<boolean> }> {
  const [from, to, person] = [await createRole(), await createRole(), await createUser(here)];
  const { rows } = await here.db.query<{ id: number }>('select id from up_users where document_id = $1', [person.id]);
  const scene = { user: { id: rows[0]?.id ?? 0, documentId: person.id }, from, to };
  await here.run(giveRole, scene);
  const jwt = await here.run(async (strapi, user, { kernel }) => (await kernel.sessions(strapi).start(user, {})).jwt, scene.user);
  const isSignedIn = async (server: TestServer) => (await server.http.get('/api/users/me', { token: jwt })).status === 200;
  expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, true]);
  return { scene, person, jwt, isSignedIn };
}

const lastEvent = async () => Number((await here.db.query<{ seq: string }>('select coalesce(max(seq), 0) as seq from domain_events')).rows[0]?.seq);
const eventsSince = async (seq: number) => {
  const { rows } = await here.db.query<{ type: string; id: string; payload: Record<string, unknown> }>(
    `select type, aggregate_id as id, payload from domain_events where seq > $1 and (type like 'user.%' or type like 'session.%') order by seq`,
    [seq],
  );
  return rows.map(({ type, payload }) => ({ type, ...payload }));
};
const typeOf = ({ documentId }: { documentId: string }) => documentId.slice('role-'.length);

/** Every way ends in one event, and in the end of the sessions, on every instance. */
const GIVING: Record<string, Way> = {
  'staff edit the user in the content manager': (strapi, { user, to }) =>
    (strapi.plugin('content-manager').service('document-manager') as Record<'update', (...args: unknown[]) => Promise<unknown>>).update(user.documentId, 'plugin::users-permissions.user', {
      data: { role: { connect: [{ id: to.id }] } },
    }),
  'documents() updates the user': (strapi, { user, to }) =>
    strapi.documents('plugin::users-permissions.user').update({ documentId: user.documentId, data: { role: to.documentId } as never }),
  'db.query() updates the user': (strapi, { user, to }) => strapi.db.query('plugin::users-permissions.user').update({ where: { id: user.id }, data: { role: { set: [{ id: to.id }] } } }),
  'the service of users-permissions edits the user': (strapi, { user, to }) =>
    (strapi.service('plugin::users-permissions.user') as unknown as Record<'edit', (...args: unknown[]) => Promise<unknown>>).edit(user.id, { role: to.id }),
  'staff edit the list of the role': (strapi, { user, to }) =>
    (strapi.plugin('content-manager').service('document-manager') as Record<'update', (...args: unknown[]) => Promise<unknown>>).update(to.documentId, 'plugin::users-permissions.role', {
      data: { users: { connect: [{ id: user.id }] } },
    }),
  'documents() adds the user to the role': (strapi, { user, to }) =>
    strapi.documents('plugin::users-permissions.role').update({ documentId: to.documentId, data: { users: { connect: [user.documentId] } } as never }),
  'documents() replaces the list of the role': (strapi, { user, to }) =>
    strapi.documents('plugin::users-permissions.role').update({ documentId: to.documentId, data: { users: [user.documentId] } as never }),
  'db.query() replaces the list of the role': (strapi, { user, to }) => strapi.db.query('plugin::users-permissions.role').update({ where: { id: to.id }, data: { users: [user.id] } }),
  'db.query() adds the user to the role': (strapi, { user, to }) =>
    strapi.db.query('plugin::users-permissions.role').update({ where: { type: to.documentId.slice(5) }, data: { users: { connect: [{ id: String(user.id) }] } } }),
};

const TAKING: Record<string, Way> = {
  'db.query() takes the role from the user': (strapi, { user }) => strapi.db.query('plugin::users-permissions.user').update({ where: { id: user.id }, data: { role: null } }),
  'documents() removes the user from the role': (strapi, { user, from }) =>
    strapi.documents('plugin::users-permissions.role').update({ documentId: from.documentId, data: { users: { disconnect: [user.documentId] } } as never }),
  'db.query() empties the list of the role': (strapi, { from }) => strapi.db.query('plugin::users-permissions.role').update({ where: { id: from.id }, data: { users: [] } }),
  'db.query() sets the list of the role to null': (strapi, { from }) => strapi.db.query('plugin::users-permissions.role').update({ where: { id: from.id }, data: { users: null } }),
  'documents() deletes the role': (strapi, { from }) => strapi.documents('plugin::users-permissions.role').delete({ documentId: from.documentId }),
  'db.query() deletes the role': (strapi, { from }) => strapi.db.query('plugin::users-permissions.role').delete({ where: { id: from.id } }),
  'db.query() deletes several roles': (strapi, { from }) => strapi.db.query('plugin::users-permissions.role').deleteMany({ where: { id: { $in: [from.id] } } }),
};

describe('another role is one event and the end of every session, when', () => {
  const expectChange = async (change: (scene: Scene) => Promise<unknown>, toOf: (scene: Scene) => string | null) => {
    const { scene, isSignedIn } = await createScene();
    const start = await lastEvent();
    await change(scene);
    const userId = scene.user.documentId;
    expect(await eventsSince(start)).toEqual([
      { type: 'user.role_changed', userId, from: typeOf(scene.from), to: toOf(scene) },
      { type: 'session.ended', userId, reason: 'role_changed' },
    ]);
    expect(await isSignedIn(here)).toBe(false);
    // What every other instance reads as soon as its own answer is five seconds old.
    expect((await here.db.query("select 1 from strapi_sessions where origin = 'users-permissions' and user_id = $1", [String(scene.user.id)])).rowCount).toBe(0);
    return isSignedIn;
  };

  it.each(Object.keys(GIVING))('%s', async (way) => void (await expectChange((scene) => here.run(GIVING[way] as Way, scene), ({ to }) => typeOf(to))));
  it.each(Object.keys(TAKING))('%s', async (way) => void (await expectChange((scene) => here.run(TAKING[way] as Way, scene), () => null)));

  it('staff delete the role, which moves its users to the public one', async () => {
    await expectChange(async ({ from }) => expect((await admin.http.delete(`/users-permissions/roles/${from.id}`)).status).toBe(200), () => 'public');
  });

  it('staff edit the list of a role at another instance', async () => {
    const isSignedIn = await expectChange((scene) => here.run(GIVING['staff edit the list of the role'] as Way, scene), ({ to }) => typeOf(to));
    await eventually(async () => !(await isSignedIn(there)), FIVE_SECONDS);
  });

  it('a new role begins with users', async () => {
    await expectChange(
      ({ user, from }) => here.run((strapi, { id, type }) => strapi.db.query('plugin::users-permissions.role').create({ data: { name: type, type, users: [id] } }), { id: user.id, type: `${typeOf(from)}-new` }),
      ({ from }) => `${typeOf(from)}-new`,
    );
  });
});

describe('a write of a role', () => {
  it('tells of those alone whose role changes when the list is replaced', async () => {
    const [staying, leaving, coming] = [await createScene(), await createScene(), await createScene()];
    const role = staying.scene.from;
    await here.run(giveRole, { ...leaving.scene, from: role });
    const jwt = await here.run(async (strapi, user, { kernel }) => (await kernel.sessions(strapi).start(user, {})).jwt, staying.scene.user);
    const start = await lastEvent();
    await here.run((strapi, { id, users }) => strapi.db.query('plugin::users-permissions.role').update({ where: { id }, data: { users: { set: users } } }), {
      id: role.id,
      users: [{ id: staying.scene.user.id }, { id: coming.scene.user.id }],
    });
    const changes = (await eventsSince(start)).filter(({ type }) => type === 'user.role_changed');
    expect(changes).toEqual([
      { type: 'user.role_changed', userId: leaving.scene.user.documentId, from: typeOf(role), to: null },
      { type: 'user.role_changed', userId: coming.scene.user.documentId, from: typeOf(coming.scene.from), to: typeOf(role) },
    ]);
    expect((await here.http.get('/api/users/me', { token: jwt })).status).toBe(200);
  });

  it('ends no session when only its name changes, or its permissions', async () => {
    const { scene, isSignedIn } = await createScene();
    const start = await lastEvent();
    const permissions = { 'plugin::users-permissions': { controllers: { user: { me: { enabled: true } } } } };
    const changed = await admin.http.put(`/users-permissions/roles/${scene.from.id}`, { body: { name: 'Another name', description: 'And another text', permissions } });
    expect(changed.status).toBe(200);
    expect(await eventsSince(start)).toEqual([]);
    expect(await isSignedIn(here)).toBe(true);
  });

  it('that is rolled back leaves no event and every session', async () => {
    const { scene, isSignedIn } = await createScene();
    const start = await lastEvent();
    const failing = here.run(
      (strapi, { user, to }) =>
        strapi.db.transaction(async () => {
          await strapi.db.query('plugin::users-permissions.role').update({ where: { id: to.id }, data: { users: [user.id] } });
          throw new Error('afterwards');
        }),
      scene,
    );
    await expect(failing).rejects.toThrow('afterwards');
    expect(await eventsSince(start)).toEqual([]);
    expect(await isSignedIn(here)).toBe(true);
  });

  it('tells of each user once when the role is deleted while another joins it', async () => {
    const [member, joining] = [await createScene(), await createScene()];
    const start = await lastEvent();
    await Promise.allSettled([
      here.run((strapi, { from }) => strapi.db.query('plugin::users-permissions.role').delete({ where: { id: from.id } }), member.scene),
      there.run(giveRole, { ...joining.scene, from: member.scene.from }),
    ]);
    const { rows } = await here.db.query<{ type: string }>('select r.type from up_users_role_lnk l join up_roles r on r.id = l.role_id where l.user_id = $1', [joining.scene.user.id]);
    const mine = (await eventsSince(start)).filter(({ type, ...payload }) => type === 'user.role_changed' && 'userId' in payload && payload.userId === joining.scene.user.documentId);
    // Whoever came first, what the events say in the end is what the database says.
    const told = mine.at(-1) as { to?: string | null } | undefined;
    expect(told === undefined ? typeOf(joining.scene.from) : told.to).toBe(rows[0]?.type ?? null);
  });
});
