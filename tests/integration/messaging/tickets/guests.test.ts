import { createStaff, type TestStaff } from '../../../access/people.ts';
import { answering, openPostOffice, type PostOffice } from '../support/mail.ts';
import { codeOf, logSeen, reply, seen, type One } from '../support/tickets.ts';

type Requests = typeof import('../../../../plugins/messaging/server/src/services/guests/request.ts');

describe('somebody without an account', () => {
  let post: PostOffice;
  let staff: TestStaff;
  let number = 0;
  beforeAll(async () => {
    post = await openPostOffice({ GUEST_CONFIRM_URL: 'https://app.example.com/confirm?lang=en' });
    staff = await createStaff(post.server, 'mangrove-moderator');
  });

  const somebody = () => `asker-${(number += 1)}@example.org`;
  const ask = (email: string, body: object = {}) => post.server.http.post('/api/tickets/guest', { body: { email, subject: 'My refund', text: 'Where is it?', ...body } });
  const confirm = (token: string) => post.server.http.post<One<{ number: number }>>('/api/tickets/guest/confirm', { body: { token } });
  const tickets = async () => (await post.server.db.query<{ document_id: string; number: number }>('SELECT document_id, number FROM tickets ORDER BY id')).rows;
  const link = async (email: string) => {
    const mail = await post.next(email);
    return { mail, url: new URL(/https:\S+/.exec(mail.text)?.[0] ?? '') };
  };
  const tokenFor = async (email: string) => (await link(email)).url.searchParams.get('token') ?? '';

  it('asks, shows by a link in a mail that the address is theirs, and goes on by mail', async () => {
    const email = somebody();
    const before = await tickets();
    expect(await ask(email)).toMatchObject({ status: 202, body: { data: { isMailed: true } } });
    const { mail, url } = await link(email);
    expect([url.origin, url.searchParams.get('lang')]).toEqual(['https://app.example.com', 'en']);
    expect(mail.raw.toString()).not.toMatch(/Where is it|My refund/);
    expect(await tickets()).toEqual(before);

    const token = url.searchParams.get('token') ?? '';
    const { status, body } = await confirm(token);
    expect(status).toBe(200);
    const opened = (await tickets()).at(-1);
    expect(body.data).toEqual({ number: opened?.number });
    const id = opened?.document_id ?? '';
    expect(await seen(staff, id)).toMatchObject({ subject: 'My refund', channel: 'api', state: 'new', requester: { id: expect.stringMatching(/^gst_/), name: email } });

    await reply(staff, id, 'Which card?');
    await post.sent({ from: email, ...answering(await post.next(email), 'Visa.') });
    expect((await logSeen(staff, id, 'conversation')).filter(({ type }) => type === 'message.created').map(({ data }) => data.text)).toEqual(['Where is it?', 'Which card?', 'Visa.']);
  });

  it('gets one ticket for one link, however often it is followed', async () => {
    const email = somebody();
    await ask(email);
    const token = await tokenFor(email);
    const before = (await tickets()).length;
    const answers = await Promise.all([1, 2, 3].map(() => confirm(token)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.data.number}`)).size).toBe(1);
    expect((await confirm(token)).body.data).toEqual(answers[0]?.body.data);
    expect((await tickets()).length).toBe(before + 1);
    await ask(email.toUpperCase(), { subject: 'Another matter' });
    await confirm(await tokenFor(email));
    const { rows } = await post.server.db.query<{ requesters: number }>('SELECT count(DISTINCT requester)::int AS requesters FROM tickets WHERE number >= $1', [answers[0]?.body.data.number]);
    expect(rows[0]?.requesters).toBe(1);
  });

  it('is refused with a link that is not ours, or a day old; then nothing of what was asked is left', async () => {
    const email = somebody();
    await ask(email);
    const token = await tokenFor(email);
    // Not the last character: some of its bits belong to nothing.
    const changed = token.replace(/\../, (end) => `.${end.endsWith('A') ? 'B' : 'A'}`);
    const otherId = token.replace(/.\./, (end) => `${end.startsWith('0') ? '1' : '0'}.`);
    for (const wrong of [changed, otherId]) expect(codeOf(await confirm(wrong))).toEqual([422, 'TICKET_GUEST_TOKEN_WRONG']);
    await post.server.run((_strapi, _args, { kernel }) => kernel.clock.advanceSeconds(90_000));
    expect(codeOf(await confirm(token))).toEqual([422, 'TICKET_GUEST_TOKEN_WRONG']);
    await post.server.run((strapi, _args, { load }) => load<Requests>('./dist/plugins/messaging/server/src/services/guests/request.js').purgeRequests(strapi));
    const [id] = token.split('.');
    for (const what of ['guest_requests WHERE id', 'data_keys WHERE subject']) expect((await post.server.db.query(`SELECT FROM ${what} = $1`, [id])).rows).toEqual([]);
  });

  it('cannot have more than a few mails sent to an address', async () => {
    const email = somebody();
    const answers = [];
    for (let index = 0; index < 6; index += 1) answers.push((await ask(email)).status);
    expect(answers).toEqual([202, 202, 202, 202, 202, 429]);
  });

  it('has what they ask lie nowhere in clear before it is a ticket', async () => {
    const email = somebody();
    await ask(email, { text: 'A-secret-word' });
    await post.next(email);
    const { rows } = await post.server.db.query<{ found: boolean }>(`SELECT position('A-secret-word'::bytea in content_sealed) > 0 OR position($1::bytea in content_sealed) > 0 AS found FROM guest_requests WHERE content_sealed IS NOT NULL`, [email]);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ found }) => found)).toEqual([]);
    const { rows: jobs } = await post.server.db.query<{ data: object }>(`SELECT data FROM jobs.job WHERE name = 'tickets.guest-mail'`);
    expect(jobs.length).toBeGreaterThan(0);
    for (const { data } of jobs) expect(Object.keys(data)).toEqual(['requestId']);
  });
});
