import { createUser, eventually, startMailCatcher, startServer, type TestMail, type TestServer } from '../support/index.ts';
import { changeUser, createStaff, freshSession, PASSWORD } from './people.ts';

const USER = 'plugin::users-permissions.user';
const NEW_PASSWORD = 'Another-Estuary-55';
type SignedIn = { jwt: string; refreshToken: string; user: { id: string; email: string; role: { type: string } } };

describe('an account', () => {
  let server: TestServer;
  let mail: TestMail;
  beforeAll(async () => {
    mail = await startMailCatcher();
    server = await startServer({ env: { ...mail.env, MAIL_LIMIT_PER_ACCOUNT: '50' } });
  });

  const register = (body: object) => server.http.post<SignedIn>('/api/auth/local/register', { body });
  const signIn = (identifier: string, password = PASSWORD) => server.http.post<SignedIn>('/api/auth/local', { body: { identifier, password } });
  const refusal = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await answer;
    return [status, (body as { error: { code: string } }).error.code];
  };
  const codeInMail = (address: string, name: string): Promise<string> =>
    eventually(() => {
      const last = mail.mailbox.list({ to: address }).at(0);
      return last && new RegExp(`${name}=([\\w-]+)`).exec(mail.mailbox.get(last.id)?.text ?? '')?.[1];
    });

  it('is made by registering, which signs in at once', async () => {
    const { status, body } = await register({ username: 'grace', email: 'Grace@Example.com', password: PASSWORD });
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ email: 'grace@example.com', role: { type: 'authenticated' } });
    expect(body.user.id).toMatch(/^usr_[0-9a-z]{26}$/);
    expect((await server.http.get('/api/users/me', { token: body.jwt })).status).toBe(200);
  });

  it('is found by e-mail address or user name, however they are capitalised', async () => {
    await register({ username: 'Hopper', email: 'hopper@example.com', password: PASSWORD });
    for (const identifier of ['hopper', 'HOPPER', 'Hopper@Example.COM']) expect((await signIn(identifier)).status).toBe(200);
  });

  it.each([
    ['its e-mail address', { username: 'taken-1', email: 'TAKEN@example.com' }],
    ['its user name', { username: 'TAKEN', email: 'taken-2@example.com' }],
  ])('keeps %s to itself', async (_what, other) => {
    await register({ username: 'taken', email: 'taken@example.com', password: PASSWORD });
    expect(await refusal(register({ ...other, password: PASSWORD }))).toEqual([409, 'ACCOUNT_TAKEN']);
  });

  it("cannot take another's e-mail address as its user name", async () => {
    expect(await refusal(register({ username: 'victim@example.com', email: 'thief@example.com', password: PASSWORD }))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
  });

  it('is made once when twenty register the same address at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => register({ username: `racer${i}`, email: 'race@example.com', password: PASSWORD })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(409)]);
  });

  it('cannot choose its role, its id or its confirmation', async () => {
    expect(await refusal(register({ username: 'sly', email: 'sly@example.com', password: PASSWORD, role: 1 }))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
  });

  it.each([
    ['is no JSON', '{"username":'],
    ['is a list', '[]'],
    ['is empty', '{}'],
    ['holds a NUL byte', '{"username":"a\\u0000b","email":"nul@example.com","password":"Tidal-Rhizome-7391"}'],
    ['holds another type', '{"username":{"$ne":null},"email":["x@example.com"],"password":7}'],
    ['is enormous', JSON.stringify({ username: 'x'.repeat(3_000_000), email: 'big@example.com', password: PASSWORD })],
  ])('is not made from a request that %s', async (_what, body) => {
    const answer = await server.http.post('/api/auth/local/register', { body, headers: { 'content-type': 'application/json' } });
    expect([400, 413]).toContain(answer.status);
    expect(answer.body.error.code).toMatch(/^KERNEL_/);
  });

  it('is unique in the database, whoever writes it', async () => {
    await register({ username: 'unique', email: 'unique@example.com', password: PASSWORD });
    await expect(server.db.query("insert into up_users (document_id, username, email) values ('x', 'other', 'UNIQUE@example.com')")).rejects.toMatchObject({ code: '23505' });
    await expect(server.db.query("insert into up_users (document_id, username, email) values ('y', 'UNIQUE', 'other@example.com')")).rejects.toMatchObject({ code: '23505' });
  });

  it.each([
    ['documents()', 'documents'],
    ['db.query()', 'query'],
    ['createMany()', 'many'],
  ])('gets a public id and an event when it is made through %s', async (_name, way) => {
    const email = `${way}@Made.example.com`;
    await server.run(
      async (strapi, made) => {
        const data = { username: made.way, email: made.email, password: made.password, provider: 'local' };
        if (made.way === 'documents') await strapi.documents('plugin::users-permissions.user').create({ data: data as never });
        else if (made.way === 'query') await strapi.db.query('plugin::users-permissions.user').create({ data });
        else await strapi.db.query('plugin::users-permissions.user').createMany({ data: [data] });
      },
      { way, email, password: PASSWORD },
    );
    const { rows } = await server.db.query<{ document_id: string }>('select document_id from up_users where email = $1', [email.toLowerCase()]);
    expect(rows[0]?.document_id).toMatch(/^usr_/);
    const events = await server.db.query('select 1 from domain_events where type = $1 and aggregate_id = $2', ['user.registered', rows[0]?.document_id]);
    expect(events.rowCount).toBe(1);
  });

  it('that is undone leaves no event, however deep in a transaction it was made', async () => {
    const left = await server.run(async (strapi, uid) => {
      const before = await strapi.db.connection('domain_events').count();
      const undone = strapi.db.transaction(async () => {
        await strapi.db.query(uid as never).create({ data: { username: 'undone', email: 'undone@example.com' } });
        throw new Error('undone');
      });
      await undone.catch(() => undefined);
      return { before, after: await strapi.db.connection('domain_events').count() };
    }, USER);
    expect(left.after).toEqual(left.before);
  });

  it.each(['eleven-char', 'Password1234!', `${'x'.repeat(70)}éé`])('refuses the password %j at registration, with what to do', async (password) => {
    const { status, body } = await server.http.post('/api/auth/local/register', { body: { username: 'weak', email: 'weak@example.com', password } });
    expect([status, body.error.code]).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    expect(body.error.message).toMatch(/^body\.password: Choose /);
  });

  it('refuses a weak password from staff in the content manager too', async () => {
    const user = await createUser(server);
    const admin = await createStaff(server, 'strapi-super-admin');
    const save = (data: object) => admin.http.put<unknown>(`/content-manager/collection-types/${USER}/${user.id}`, { body: data });
    expect(await refusal(save({ password: 'password1234' }))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    expect((await save({ password: NEW_PASSWORD })).status).toBe(200);
    expect((await user.http.get('/api/users/me')).status).toBe(401);
    expect((await signIn(user.email, NEW_PASSWORD)).status).toBe(200);
  });

  it('that is blocked says so only to who knows the password', async () => {
    const user = await createUser(server);
    await changeUser(server, user.id, { blocked: true });
    expect(await refusal(signIn(user.email))).toEqual([403, 'ACCOUNT_BLOCKED']);
    expect(await refusal(signIn(user.email, 'wrong-password-1'))).toEqual([400, 'ACCOUNT_WRONG_CREDENTIALS']);
  });

  it('answers a wrong password as it answers an unknown user', async () => {
    const user = await createUser(server);
    const [wrong, unknown] = [await signIn(user.email, 'wrong-password-1'), await signIn('nobody@example.com', 'wrong-password-1')];
    expect([wrong.status, wrong.body]).toEqual([400, unknown.body]);
  });

  describe('whose password is forgotten', () => {
    const forgot = (email: string) => server.http.post<unknown>('/api/auth/forgot-password', { body: { email } });
    const reset = (code: string, password = NEW_PASSWORD) => server.http.post<SignedIn>('/api/auth/reset-password', { body: { code, password, passwordConfirmation: password } });

    it('gets a code by mail that works once, ends every session, and is stored nowhere in the clear', async () => {
      const user = await createUser(server);
      const other = await freshSession(server, user);
      expect((await forgot(user.email)).body).toEqual({ ok: true });
      const code = await codeInMail(user.email, 'code');
      const stored = await server.db.query(`select 1 from jobs.job where data::text like '%' || $1 || '%'`, [code]);
      expect(stored.rowCount).toBe(0);
      expect(await refusal(reset(code, 'short'))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
      const done = await reset(code);
      expect([done.status, done.body.user.id]).toEqual([200, user.id]);
      expect((await other.get('/api/users/me')).status).toBe(401);
      expect(await refusal(reset(code, 'Yet-Another-Estuary-56'))).toEqual([400, 'ACCOUNT_WRONG_CODE']);
      expect((await signIn(user.email, NEW_PASSWORD)).status).toBe(200);
    });

    it('answers alike for an address without an account, and sends nothing', async () => {
      const answer = await forgot('nobody@example.com');
      expect([answer.status, answer.body]).toEqual([200, { ok: true }]);
      await eventually(async () => (await server.db.query("select 1 from jobs.job where name = 'account.mail' and state not in ('completed')")).rowCount === 0);
      expect(mail.mailbox.list({ to: 'nobody@example.com' })).toEqual([]);
    });

    it('gets nothing for an old code, a made-up one, or one for another purpose', async () => {
      const user = await createUser(server);
      await forgot(user.email);
      const code = await codeInMail(user.email, 'code');
      await server.db.query("update account_codes set purpose = 'confirm_email'");
      expect(await refusal(reset(code))).toEqual([400, 'ACCOUNT_WRONG_CODE']);
      await server.db.query("update account_codes set purpose = 'reset_password', expires_at = now() - interval '1 second'");
      expect(await refusal(reset(code))).toEqual([400, 'ACCOUNT_WRONG_CODE']);
      expect(await refusal(reset('made-up'))).toEqual([400, 'ACCOUNT_WRONG_CODE']);
    });
  });

  describe('where e-mail addresses must be confirmed', () => {
    const demandConfirmation = (isDemanded: boolean) =>
      server.run(async (strapi, email_confirmation) => {
        const store = strapi.store({ type: 'plugin', name: 'users-permissions' });
        await store.set({ key: 'advanced', value: { ...((await store.get({ key: 'advanced' })) as object), email_confirmation } });
      }, isDemanded);
    beforeAll(() => demandConfirmation(true));
    afterAll(() => demandConfirmation(false));

    it('is let in once the link of the mail was opened', async () => {
      const email = 'confirm@example.com';
      const { status, body } = await register({ username: 'confirm', email, password: PASSWORD });
      expect([status, Object.keys(body)]).toEqual([200, ['user']]);
      expect(await refusal(signIn(email))).toEqual([403, 'ACCOUNT_UNCONFIRMED']);
      const code = await codeInMail(email, 'confirmation');
      expect((await server.http.get(`/api/auth/email-confirmation?confirmation=${code}`)).status).toBe(302);
      expect((await signIn(email)).status).toBe(200);
      expect(await refusal(server.http.get(`/api/auth/email-confirmation?confirmation=${code}`))).toEqual([400, 'ACCOUNT_WRONG_CODE']);
    });
  });
});
