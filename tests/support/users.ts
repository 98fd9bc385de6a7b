import { randomBytes } from 'node:crypto';
import type { HttpClient } from './http-client.ts';
import type { TestServer } from './server.ts';

export interface TestUser {
  email: string;
  username: string;
  password: string;
  jwt: string;
  refreshToken: string;
  /** As the API calls this user. */
  id: string;
  /** Calls the API as this user. */
  http: HttpClient;
}

interface Session {
  jwt: string;
  refreshToken: string;
  user: { id: string };
}

/** Long, with upper case, lower case, digits and a sign, and on no list of common ones. */
const PASSWORD = 'Tidal-Rhizome-7391';

/** Registers a user as a client would. Another role than that of every new user is given by the server's own services. */
export async function createUser(server: TestServer, { role }: { role?: string } = {}): Promise<TestUser> {
  const username = `user-${randomBytes(5).toString('hex')}`;
  const email = `${username}@mangrove.test`;
  const registered = await server.http.post<Session>('/api/auth/local/register', { body: { username, email, password: PASSWORD } });
  if (registered.status !== 200 && registered.status !== 201) throw new Error(`Registering ${email} was answered with ${registered.status}: ${JSON.stringify(registered.body)}`);
  let session = registered.body;
  if (role !== undefined) {
    await giveRole(server, email, role);
    // A change of role ends the sessions that were begun before it.
    const signedIn = await server.http.post<Session>('/api/auth/local', { body: { identifier: email, password: PASSWORD } });
    if (signedIn.status !== 200) throw new Error(`Signing in as ${email} was answered with ${signedIn.status}: ${JSON.stringify(signedIn.body)}`);
    session = signedIn.body;
  }
  const { jwt, refreshToken, user } = session;
  return { email, username, password: PASSWORD, jwt, refreshToken, id: user.id, http: server.http.with({ token: jwt }) };
}

const giveRole = (server: TestServer, email: string, type: string): Promise<void> =>
  server.run(
    async (strapi, wanted) => {
      const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: wanted.type } });
      if (!role) throw new Error(`There is no role "${wanted.type}".`);
      await strapi.db.query('plugin::users-permissions.user').update({ where: { email: wanted.email }, data: { role: role.id } });
    },
    { email, type },
  );
