import { randomBytes } from 'node:crypto';
import { createUser, type HttpClient, type TestServer, type TestUser } from '../support/index.ts';

export const PASSWORD = 'Tidal-Rhizome-7391';

export interface TestStaff {
  /** Public id, `stf_…`. */
  id: string;
  email: string;
  token: string;
  http: HttpClient;
}

/** A member of staff with one role of the admin panel, or with a role that allows nothing. */
export async function createStaff(server: TestServer, roleCode = 'test-nothing'): Promise<TestStaff> {
  const email = `staff-${randomBytes(5).toString('hex')}@mangrove.test`;
  const id = await server.run(
    async (strapi, wanted) => {
      const roles = strapi.service('admin::role') as unknown as Record<'findOne' | 'create', (role: object) => Promise<{ id: number } | null>>;
      const role = (await roles.findOne({ code: wanted.roleCode })) ?? (await roles.create({ code: wanted.roleCode, name: wanted.roleCode, description: 'For tests' }));
      const users = strapi.service('admin::user') as unknown as { create(user: object): Promise<{ documentId: string }> };
      const created = await users.create({ email: wanted.email, firstname: 'Test', lastname: 'Staff', password: wanted.password, isActive: true, registrationToken: null, roles: [role?.id] });
      return created.documentId;
    },
    { email, roleCode, password: PASSWORD },
  );
  const signedIn = await server.http.post<{ data: { token: string } }>('/admin/login', { body: { email, password: PASSWORD } });
  if (signedIn.status !== 200) throw new Error(`Signing ${email} in was answered with ${signedIn.status}: ${JSON.stringify(signedIn.body)}`);
  const { token } = signedIn.body.data;
  return { id, email, token, http: server.http.with({ token }) };
}

/** One of each kind of caller. */
export interface Callers {
  anonymous: HttpClient;
  user: HttpClient;
  moderatorUser: HttpClient;
  staffWithoutPermission: HttpClient;
  staffModerator: HttpClient;
  superAdmin: HttpClient;
}

export async function createCallers(server: TestServer): Promise<{ callers: Callers; user: TestUser; moderatorUser: TestUser }> {
  const user = await createUser(server);
  const moderatorUser = await createUser(server, { role: 'moderator' });
  return {
    user,
    moderatorUser,
    callers: {
      anonymous: server.http,
      user: user.http,
      moderatorUser: moderatorUser.http,
      staffWithoutPermission: (await createStaff(server)).http,
      staffModerator: (await createStaff(server, 'mangrove-moderator')).http,
      superAdmin: (await createStaff(server, 'strapi-super-admin')).http,
    },
  };
}

/** A new session of a user, without the cost of checking a password; for routes that end the one they are called with. */
export const freshSession = (server: TestServer, user: TestUser): Promise<HttpClient> =>
  server
    .run(async (strapi, id, { kernel }) => {
      const row = (await strapi.db.query('plugin::users-permissions.user').findOne({ where: { documentId: id } })) as { id: number; documentId: string };
      return (await kernel.sessions(strapi).start(row, {})).jwt;
    }, user.id)
    .then((token) => server.http.with({ token }));

/** What staff do to a user in the content manager. */
export const changeUser = (server: TestServer, id: string, data: object): Promise<void> =>
  server.run(
    async (strapi, change) => {
      await strapi.documents('plugin::users-permissions.user').update({ documentId: change.id, data: change.data as never });
    },
    { id, data },
  );
