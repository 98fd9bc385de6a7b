import { createUser, startServer, type TestServer } from '../support/index.ts';
import { createStaff, PASSWORD } from './people.ts';

const PER_ACCOUNT = 4;
const PER_ADDRESS = 8;
const settings = { LOGIN_LIMIT_PER_ACCOUNT: String(PER_ACCOUNT), LOGIN_LIMIT_PER_ADDRESS: String(PER_ADDRESS), LOGIN_LIMIT_WINDOW_SECONDS: '600' };

describe('guessing passwords', () => {
  let server: TestServer;
  let sibling: TestServer;
  beforeAll(async () => {
    server = await startServer({ env: { ...settings, TRUST_PROXY: '1', REGISTER_LIMIT_PER_ADDRESS: '3', MAIL_LIMIT_PER_ACCOUNT: '2', REFRESH_LIMIT_PER_ADDRESS: '5' } });
    sibling = await startServer({ database: server.databaseUrl, env: { ...settings, TRUST_PROXY: '1' } });
  });
  let nextAddress = 1;
  /** Every test calls from an address of its own, as one behind the proxy. */
  const newAddress = () => `198.51.100.${(nextAddress += 1)}`;
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
  const signIn = (address: string, identifier: string, password: string, at = server) =>
    at.http.post('/api/auth/local', { ...from(address), body: { identifier, password } });
  const statuses = async (times: number, call: (i: number) => Promise<{ status: number }>) => {
    const found: number[] = [];
    for (let i = 0; i < times; i += 1) found.push((await call(i)).status);
    return found;
  };
  const user = () => createUser({ ...server, http: server.http.with(from(newAddress())) });

  it('of one account ends after a few, from whatever addresses and on every instance, with the right one too', async () => {
    const { email } = await user();
    expect(await statuses(PER_ACCOUNT, () => signIn(newAddress(), email, 'wrong-password-1'))).toEqual(Array(PER_ACCOUNT).fill(400));
    for (const at of [server, sibling]) {
      const answer = await signIn(newAddress(), email, PASSWORD, at);
      expect([answer.status, answer.body.error.code]).toEqual([429, 'KERNEL_TOO_MANY_REQUESTS']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(500);
    }
  });

  it('of one account counts for its e-mail address and its user name together', async () => {
    const { email, username } = await user();
    await statuses(PER_ACCOUNT, (i) => signIn(newAddress(), i % 2 === 0 ? email : username.toUpperCase(), 'wrong-password-1'));
    expect((await signIn(newAddress(), username, PASSWORD)).status).toBe(429);
  });

  it('at the same moment passes the limit no more often than one after another', async () => {
    const { email } = await user();
    const answers = await Promise.all(Array.from({ length: 30 }, () => signIn(newAddress(), email, 'wrong-password-1')));
    expect(answers.filter(({ status }) => status !== 429)).toHaveLength(PER_ACCOUNT);
  });

  it('of unknown accounts answers exactly as that of known ones, the limit included', async () => {
    const { email } = await user();
    const known = await statuses(PER_ACCOUNT + 1, () => signIn(newAddress(), email, 'wrong-password-1'));
    expect(await statuses(PER_ACCOUNT + 1, () => signIn(newAddress(), 'nobody@example.com', 'wrong-password-1'))).toEqual(known);
  });

  it('from one address ends, whatever accounts it tries and whatever it writes before its own address', async () => {
    const address = newAddress();
    const spoofed = (i: number) => `203.0.113.${i}, 10.0.0.${i}, ${address}`;
    const found = await statuses(PER_ADDRESS + 2, (i) => signIn(spoofed(i), `somebody-${i}@example.com`, 'wrong-password-1'));
    expect(found).toEqual([...Array<number>(PER_ADDRESS).fill(400), 429, 429]);
  });

  it('from one household with IPv6 is one address', async () => {
    const found = await statuses(PER_ADDRESS + 1, (i) => signIn(`2001:db8:1:2::${i + 1}`, `six-${i}@example.com`, 'wrong-password-1'));
    expect(found.at(-1)).toBe(429);
    expect((await signIn('2001:db8:1:3::1', 'six@example.com', 'wrong-password-1')).status).toBe(400);
  });

  it('is not what people do who know theirs: they sign in as often as they like', async () => {
    const { email } = await user();
    const address = newAddress();
    expect(await statuses(PER_ADDRESS + 3, () => signIn(address, email, PASSWORD))).toEqual(Array(PER_ADDRESS + 3).fill(200));
  });

  it('counts when somebody tries the current password of a session', async () => {
    const { jwt } = await user();
    const change = () =>
      server.http.post('/api/auth/change-password', {
        token: jwt, headers: { 'x-forwarded-for': newAddress() },
        body: { currentPassword: 'wrong-password-1', password: 'Another-Estuary-55', passwordConfirmation: 'Another-Estuary-55' },
      });
    expect(await statuses(PER_ACCOUNT + 1, change)).toEqual([...Array<number>(PER_ACCOUNT).fill(400), 429]);
  });

  it('ends for the admin panel too', async () => {
    const staff = await createStaff({ ...server, http: server.http.with(from(newAddress())) });
    const attempt = (password: string) => server.http.post('/admin/login', { ...from(newAddress()), body: { email: staff.email, password } });
    expect((await attempt('wrong-password-1')).body.error.code).toBe('KERNEL_VALIDATION_FAILED');
    expect(await statuses(PER_ACCOUNT - 1, () => attempt('wrong-password-1'))).toEqual(Array(PER_ACCOUNT - 1).fill(400));
    const answer = await attempt(PASSWORD);
    expect([answer.status, answer.body.error.code]).toEqual([429, 'KERNEL_TOO_MANY_REQUESTS']);
  });

  it('has its like for registrations, mails and refreshed sessions', async () => {
    const address = newAddress();
    const register = (i: number) => server.http.post('/api/auth/local/register', { ...from(address), body: { username: `many-${i}`, email: `many-${i}@example.com`, password: PASSWORD } });
    expect(await statuses(4, register)).toEqual([200, 200, 200, 429]);
    const forgot = () => server.http.post('/api/auth/forgot-password', { ...from(newAddress()), body: { email: 'many-1@example.com' } });
    expect(await statuses(3, forgot)).toEqual([200, 200, 429]);
    const refresh = () => server.http.post('/api/auth/refresh', { ...from(address), body: { refreshToken: 'nonsense' } });
    expect(await statuses(6, refresh)).toEqual([401, 401, 401, 401, 401, 429]);
  });
});

describe('without a proxy', () => {
  it('X-Forwarded-For counts for nothing', async () => {
    const server = await startServer({ env: settings });
    const attempt = (i: number) =>
      server.http.post('/api/auth/local', { headers: { 'x-forwarded-for': `203.0.113.${i}` }, body: { identifier: `somebody-${i}@example.com`, password: 'wrong-password-1' } });
    const answers = [];
    for (let i = 0; i <= PER_ADDRESS; i += 1) answers.push((await attempt(i)).status);
    expect(answers.at(-1)).toBe(429);
  });
});
