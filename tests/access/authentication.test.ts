import { createHmac } from 'node:crypto';
import { createUser, startServer, type TestServer, type TestUser } from '../support/index.ts';

const SECRET = 'a-secret-for-tests-of-tokens-0123456789';

describe('authentication', () => {
  let server: TestServer;
  let user: TestUser;
  let other: TestUser;
  beforeAll(async () => {
    server = await startServer({ env: { JWT_SECRET: SECRET } });
    [user, other] = [await createUser(server), await createUser(server)];
  });

  const me = (token: string) => server.http.get('/api/users/me', { token });
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = () => JSON.parse(Buffer.from(user.jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
  const signed = (header: object, payload: object, secret = SECRET) => {
    const content = `${base64(header)}.${base64(payload)}`;
    return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
  };
  const HS256 = { alg: 'HS256', typ: 'JWT' };

  it('knows the user from the token, without a row number', async () => {
    const answer = await server.http.get<Record<string, unknown>>('/api/users/me', { token: user.jwt });
    expect(answer.body).toMatchObject({ id: user.id, email: user.email, role: { type: 'authenticated' } });
    expect(Object.keys(answer.body).sort()).toEqual(['blocked', 'confirmed', 'createdAt', 'email', 'id', 'role', 'updatedAt', 'username']);
  });

  it('puts no row number into a token either', async () => {
    const refreshed = await server.http.post<{ jwt: string; refreshToken: string }>('/api/auth/refresh', { body: { refreshToken: other.refreshToken } });
    for (const token of [other.jwt, other.refreshToken, refreshed.body.jwt, refreshed.body.refreshToken]) {
      const said = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
      expect(said).toEqual({ userId: other.id, sessionId: expect.stringMatching(/^[0-9a-f]{32}$/) as string, type: expect.any(String) as string, iat: expect.any(Number) as number, exp: expect.any(Number) as number });
    }
  });

  it('is what the service of users-permissions says, too, which plugins of others ask', async () => {
    const answers = await server.run(
      async (strapi, { id, token }) => {
        const service = strapi.plugin('users-permissions').service('jwt') as { verify(token: string): Promise<{ id: number }>; issue(user: { id: number }): Promise<string> };
        const person = (await strapi.db.query('plugin::users-permissions.user').findOne({ where: { documentId: id } })) as { id: number };
        const refusal = (work: Promise<unknown>) => work.then(() => 'none', (error: Error) => error.message);
        return {
          isKnown: (await service.verify(token)).id === person.id,
          issued: await service.issue({ id: person.id }),
          nonsense: await refusal(service.verify('nonsense')),
          nobody: await refusal(service.issue({ id: 999_999 })),
        };
      },
      { id: other.id, token: other.jwt },
    );
    expect(answers).toMatchObject({ isKnown: true, nonsense: 'Invalid token.', nobody: 'There is no user with the id 999999.' });
    expect((await me(answers.issued)).status).toBe(200);
    expect((await server.http.post<unknown>('/api/auth/logout', { token: answers.issued })).status).toBe(200);
    const ended = server.run((strapi, token) => (strapi.plugin('users-permissions').service('jwt') as { verify(token: string): Promise<unknown> }).verify(token), answers.issued);
    await expect(ended).rejects.toThrow('Invalid token.');
  });

  it('asks the database nothing for a token that it has just seen', async () => {
    await me(user.jwt);
    const asked = await server.run(async (strapi, token) => {
      const client = (strapi.db.connection as unknown as { client: { acquireConnection(): Promise<unknown> } }).client;
      const acquire = client.acquireConnection;
      let count = 0;
      client.acquireConnection = function counting() {
        count += 1;
        return acquire.call(this);
      };
      const { port } = strapi.server.httpServer.address() as { port: number };
      const requests: { count: number; status: number }[] = [];
      for (let i = 0; i < 5; i += 1) {
        count = 0;
        const { status } = await fetch(`http://127.0.0.1:${port}/api/users/me`, { headers: { authorization: `Bearer ${token}` } });
        requests.push({ count, status });
      }
      client.acquireConnection = acquire;
      return requests;
    }, user.jwt);
    // A loop in the background may ask something during one of them, never during each.
    expect(asked).toContainEqual({ count: 0, status: 200 });
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });

  it.each([
    ['none', () => undefined],
    ['of another scheme', () => 'Basic dXNlcjpwYXNzd29yZA=='],
    ['empty', () => 'Bearer '],
    ['nonsense', () => 'Bearer nonsense'],
    ['with three parts of nonsense', () => 'Bearer a.b.c'],
    ['signed with another secret', () => `Bearer ${signed(HS256, claims(), 'another')}`],
    ['that names no algorithm', () => `Bearer ${base64({ alg: 'none' })}.${base64(claims())}.`],
    ['that names another algorithm', () => `Bearer ${signed({ alg: 'HS512' }, claims())}`],
    ['that has expired', () => `Bearer ${signed(HS256, { ...claims(), exp: Math.floor(Date.now() / 1_000) - 1 })}`],
    ['that never expires', () => `Bearer ${signed(HS256, { ...claims(), exp: undefined })}`],
    ['for refreshing', () => `Bearer ${user.refreshToken}`],
    ['of a session that does not exist', () => `Bearer ${signed(HS256, { ...claims(), sessionId: 'nothing' })}`],
    ["of another user's session", () => `Bearer ${signed(HS256, { ...claims(), userId: other.id })}`],
    ['whose user is a row number', () => `Bearer ${signed(HS256, { ...claims(), userId: '1' })}`],
    ['whose user has no public id', () => `Bearer ${signed(HS256, { ...claims(), userId: '1; drop table up_users' })}`],
    ['whose user is a NUL byte', () => `Bearer ${signed(HS256, { ...claims(), userId: 'usr_\u0000' })}`],
  ])('refuses a token %s', async (_what, header) => {
    const authorization = header();
    const answer = await server.http.get('/api/users/me', { headers: authorization === undefined ? {} : { authorization } });
    expect([answer.status, answer.body.error.code]).toEqual([401, 'KERNEL_UNAUTHENTICATED']);
  });

  it('accepts what it signs itself, as the control of the tests above', async () => {
    expect((await me(signed(HS256, claims()))).status).toBe(200);
  });

  it('looks at no token where a route is open to everyone', async () => {
    const answer = await server.http.post('/api/auth/forgot-password', { token: 'nonsense', body: { email: user.email } });
    expect(answer.status).toBe(200);
  });

  it('gives an API token of Strapi no person: such a token calls nothing that needs one', async () => {
    const token = await server.run(async (strapi) => {
      const service = strapi.service('admin::api-token-content-api') as unknown as { create(token: object): Promise<{ accessKey: string }> };
      return (await service.create({ name: 'machine', description: '', type: 'full-access', lifespan: null })).accessKey;
    });
    const answer = await me(token);
    expect([answer.status, answer.body.error.code]).toEqual([403, 'KERNEL_FORBIDDEN']);
  });

  it('forbids what the role does not allow, at once on the instance where it was taken away', async () => {
    await me(user.jwt);
    await server.run(async (strapi) => {
      await strapi.db.query('plugin::users-permissions.permission').deleteMany({ where: { action: 'plugin::users-permissions.user.me' } });
    });
    const answer = await me(user.jwt);
    expect([answer.status, answer.body.error.code]).toEqual([403, 'KERNEL_FORBIDDEN']);
  });
});
