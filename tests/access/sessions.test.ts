import { createUser, eventually, startServer, type TestServer, type TestUser } from '../support/index.ts';
import { changeUser, freshSession, PASSWORD } from './people.ts';

/** What the issue promises for other instances; the answer of a busy test machine comes a little later. */
const FIVE_SECONDS = { timeoutMs: 6_500 };

describe('a session', () => {
  let here: TestServer;
  let there: TestServer;
  let user: TestUser;
  beforeAll(async () => {
    here = await startServer();
    there = await startServer({ database: here.databaseUrl });
  });
  beforeEach(async () => {
    user = await createUser(here);
  });

  const me = async (server: TestServer, token: string) => (await server.http.get('/api/users/me', { token })).status;
  const refresh = (server: TestServer, refreshToken: string) => server.http.post<{ jwt: string; refreshToken: string }>('/api/auth/refresh', { body: { refreshToken } });
  const eventsOf = async (id: string) => {
    const { rows } = await here.db.query<{ type: string; payload: string }>(`select type, payload::text from domain_events where aggregate_id = $1 and type not like 'record.%' order by seq`, [id]);
    return rows.map(({ type, payload }) => ({ type, ...(JSON.parse(payload) as object) }));
  };
  /** Signed in on both servers, so that both have the answer in their cache. */
  const expectRefusedEverywhere = async (token: string) => {
    expect(await me(here, token)).toBe(401);
    await eventually(async () => (await me(there, token)) === 401, FIVE_SECONDS);
  };
  const warm = async () => {
    expect([await me(here, user.jwt), await me(there, user.jwt)]).toEqual([200, 200]);
  };

  it('is good on every instance', warm);

  it('that was signed out is refused here at once and elsewhere within five seconds', async () => {
    await warm();
    expect((await user.http.post<unknown>('/api/auth/logout')).status).toBe(200);
    await expectRefusedEverywhere(user.jwt);
    expect((await refresh(here, user.refreshToken)).status).toBe(401);
    expect(await eventsOf(user.id)).toContainEqual({ type: 'session.ended', userId: user.id, reason: 'signed_out' });
  });

  it('of a user who is blocked ends everywhere, and so does every other of that user', async () => {
    const other = await freshSession(here, user);
    await warm();
    await changeUser(here, user.id, { blocked: true });
    expect((await other.get('/api/users/me')).status).toBe(401);
    await expectRefusedEverywhere(user.jwt);
    expect((await refresh(there, user.refreshToken)).status).toBe(401);
    expect(await eventsOf(user.id)).toEqual([
      { type: 'user.registered', userId: user.id, role: 'authenticated' },
      { type: 'user.blocked', userId: user.id },
      { type: 'session.ended', userId: user.id, reason: 'blocked' },
    ]);
    await changeUser(here, user.id, { blocked: false });
    expect(await me(here, user.jwt)).toBe(401);
  });

  it('of a user who gets another role ends everywhere', async () => {
    const role = await here.db.query<{ id: number }>("select id from up_roles where type = 'moderator'");
    await warm();
    await changeUser(there, user.id, { role: role.rows[0]?.id });
    expect(await me(there, user.jwt)).toBe(401);
    await eventually(async () => (await me(here, user.jwt)) === 401, FIVE_SECONDS);
    expect(await eventsOf(user.id)).toContainEqual({ type: 'user.role_changed', userId: user.id, from: 'authenticated', to: 'moderator' });
  });

  it('of a user who is deleted ends everywhere', async () => {
    await warm();
    await here.run(async (strapi, id) => void (await strapi.documents('plugin::users-permissions.user').delete({ documentId: id })), user.id);
    await expectRefusedEverywhere(user.jwt);
    expect(await eventsOf(user.id)).toContainEqual({ type: 'user.deleted', userId: user.id });
  });

  it('ends in the database too when SQL goes around all of our code', async () => {
    await here.db.query('update up_users set blocked = true where document_id = $1', [user.id]);
    const left = await here.db.query("select 1 from strapi_sessions s join up_users u on u.id::text = s.user_id where u.document_id = $1 and s.origin = 'users-permissions'", [user.id]);
    expect(left.rowCount).toBe(0);
  });

  it('survives a change of the user that does not concern it', async () => {
    await warm();
    await changeUser(here, user.id, { confirmed: true });
    await here.run(async (strapi, id) => void (await strapi.db.query('plugin::users-permissions.user').update({ where: { documentId: id }, data: { provider: 'local' } })), user.id);
    expect(await me(here, user.jwt)).toBe(200);
  });

  it('ends with a change of the password, and the answer begins a new one', async () => {
    const other = await freshSession(here, user);
    const changed = await user.http.post<{ jwt: string }>('/api/auth/change-password', {
      body: { currentPassword: PASSWORD, password: 'Another-Estuary-55', passwordConfirmation: 'Another-Estuary-55' },
    });
    expect(changed.status).toBe(200);
    expect([await me(here, user.jwt), (await other.get('/api/users/me')).status, await me(here, changed.body.jwt)]).toEqual([401, 401, 200]);
  });

  it('goes on with a new pair of tokens, and requests under way with the older one are not refused', async () => {
    const next = await refresh(there, user.refreshToken);
    expect(next.status).toBe(200);
    expect([await me(here, user.jwt), await me(here, next.body.jwt)]).toEqual([200, 200]);
  });

  it('ends altogether when a refresh token comes a second time: one of the two copied it', async () => {
    const next = await refresh(here, user.refreshToken);
    const third = await refresh(there, next.body.refreshToken);
    expect((await refresh(there, user.refreshToken)).status).toBe(401);
    expect((await refresh(here, third.body.refreshToken)).status).toBe(401);
    for (const token of [user.jwt, next.body.jwt, third.body.jwt]) await eventually(async () => (await me(here, token)) === 401, FIVE_SECONDS);
    expect(await eventsOf(user.id)).toContainEqual({ type: 'session.ended', userId: user.id, reason: 'token_reused' });
  });

  it('ends without a second pair when ten ask for it with one token at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => refresh(i % 2 === 0 ? here : there, user.refreshToken)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const pair = answers.find(({ status }) => status === 200);
    expect((await refresh(here, pair?.body.refreshToken ?? '')).status).toBe(401);
  });

  it('leaves no row behind once its tokens have expired, and stays while they have not', async () => {
    const rows = async () => (await here.db.query("select 1 from strapi_sessions s join up_users u on u.id::text = s.user_id where u.document_id = $1 and s.origin = 'users-permissions'", [user.id])).rowCount;
    await refresh(here, user.refreshToken);
    const purge = () => here.run((strapi, _args, { kernel }) => kernel.sessions(strapi).purge());
    await purge();
    expect(await rows()).toBe(2);
    await here.db.query("update strapi_sessions set expires_at = expires_at - interval '400 days' where user_id = (select id::text from up_users where document_id = $1)", [user.id]);
    await purge();
    expect(await rows()).toBe(0);
  });

  it('is listed with its siblings, and only its owner ends it', async () => {
    await freshSession(here, user);
    const stranger = await createUser(here);
    type List = { data: { id: string; current: boolean; loginAt: string | null }[] };
    const { body } = await user.http.get<List>('/api/auth/sessions');
    expect(body.data.map(({ current }) => current).sort()).toEqual([false, true]);
    expect(body.data.every(({ id, loginAt }) => /^ses_[0-9a-z]{26}$/.test(id) && loginAt !== null)).toBe(true);
    const other = body.data.find(({ current }) => !current)?.id ?? '';
    const theirs = await stranger.http.delete(`/api/auth/sessions/${other}`);
    const nobodys = await stranger.http.delete('/api/auth/sessions/ses_nothing');
    expect([theirs.status, theirs.body]).toEqual([404, nobodys.body]);
    expect((await user.http.delete<unknown>(`/api/auth/sessions/${other}`)).status).toBe(200);
    expect((await user.http.get<List>('/api/auth/sessions')).body.data).toHaveLength(1);
  });
});
