import { createStaff, type TestStaff } from '../../../access/people.ts';
import { createUser, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { createReply, rendered, writeReply, type CannedReplyOut } from '../support/canned-replies.ts';
import { codeOf, label, openDesk, openTicket, type One } from '../support/tickets.ts';

const messageOf = ({ body }: { body: unknown }) => JSON.stringify((body as { error: object }).error);

describe('canned replies', () => {
  let server: TestServer;
  let customer: TestUser;
  let ada: TestStaff;
  let ben: TestStaff;
  /** May change the rules. */
  let chief: TestStaff;
  beforeAll(async () => {
    server = await startServer();
    ({ customer, ada, ben } = await openDesk(server));
    chief = await createStaff(server, 'strapi-super-admin');
  });

  const list = async (staff: TestStaff, query = '') => (await staff.http.get<One<CannedReplyOut[]>>(`/messaging/canned-replies?${query}`)).body.data;
  const replace = (staff: TestStaff, id: string, body: object) => staff.http.put<One<CannedReplyOut>>(`/messaging/canned-replies/${id}`, { body: { shortcut: 'other', title: 'Another', text: 'Good evening', ...body } });
  const remove = (staff: TestStaff, id: string) => staff.http.delete(`/messaging/canned-replies/${id}`);

  it('are written, changed and deleted by who keeps the rules, and each act is recorded', async () => {
    const reply = await createReply(chief, { shortcut: 'refund-sent', title: 'The refund is on its way', text: 'Dear {{customer.name|customer}}, it is on its way.', language: 'en' });
    expect(reply).toEqual({ id: expect.stringMatching(/^cnr_/) as string, shortcut: 'refund-sent', title: 'The refund is on its way', text: 'Dear {{customer.name|customer}}, it is on its way.', language: 'en', isPersonal: false });
    expect(await list(ada, 'search=refund-sent')).toEqual([reply]);
    expect((await replace(chief, reply.id, { shortcut: 'refunded' })).body.data).toEqual({ id: reply.id, shortcut: 'refunded', title: 'Another', text: 'Good evening', language: null, isPersonal: false });
    expect((await remove(chief, reply.id)).status).toBe(204);
    for (const answer of [await remove(chief, reply.id), await replace(chief, reply.id, {})]) expect(codeOf(answer)).toEqual([404, 'KERNEL_NOT_FOUND']);
    const { rows } = await server.db.query('SELECT action, actor FROM audit_entries WHERE subject_id = $1 ORDER BY at, id', [reply.id]);
    expect(rows).toEqual(['created', 'changed', 'deleted'].map((done) => ({ action: `canned_reply.${done}`, actor: `staff:${chief.id}` })));
  });

  it('of everybody’s are used by all who answer, and changed by none of them', async () => {
    const reply = await createReply(chief);
    expect(codeOf(await writeReply(ada))).toEqual([403, 'KERNEL_FORBIDDEN']);
    for (const answer of [await replace(ada, reply.id, {}), await replace(ada, reply.id, { isPersonal: true }), await remove(ada, reply.id)]) expect(codeOf(answer)).toEqual([403, 'KERNEL_FORBIDDEN']);
    expect(await list(ada, `search=${reply.shortcut}`)).toContainEqual(reply);
    expect(codeOf(await (await createStaff(server)).http.get('/messaging/canned-replies'))).toEqual([403, 'KERNEL_FORBIDDEN']);
  });

  it('of one’s own are nobody else’s: not even to be seen', async () => {
    const own = await createReply(ada, { isPersonal: true, shortcut: 'sign-off', text: 'Yours, A.' });
    const ticket = await openTicket(customer);
    expect(await list(ada, 'search=sign-off')).toEqual([own]);
    for (const other of [ben, chief]) {
      expect(await list(other, 'search=sign-off')).toEqual([]);
      for (const answer of [await replace(other, own.id, {}), await remove(other, own.id), await rendered(other, ticket.id, own.id)]) expect(codeOf(answer)).toEqual([404, 'KERNEL_NOT_FOUND']);
    }
    // To become everybody's it takes the permission for that.
    expect(codeOf(await replace(ada, own.id, { isPersonal: false }))).toEqual([403, 'KERNEL_FORBIDDEN']);
    expect((await replace(ada, own.id, { shortcut: 'sign-off-2', isPersonal: true })).body.data).toMatchObject({ shortcut: 'sign-off-2', isPersonal: true });
    expect((await remove(ada, own.id)).status).toBe(204);
  });

  it('have one shortcut each in a language, and for each owner, also when two write at once', async () => {
    const shortcut = 'hours';
    const answers = await Promise.all(['Opening hours', 'Office hours'].map((title) => writeReply(chief, { shortcut, title })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const again = await writeReply(chief, { shortcut });
    expect([codeOf(again), messageOf(again)]).toEqual([[409, 'TICKET_SHORTCUT_TAKEN'], expect.stringContaining('hours\\" already')]);
    for (const [staff, body] of [[chief, { language: 'fr' }], [ada, { isPersonal: true }], [ben, { isPersonal: true }]] as const) expect((await writeReply(staff, { shortcut, ...body })).status).toBe(201);
    // One's own first.
    expect((await list(ada, 'search=hours')).map(({ isPersonal, language }) => [isPersonal, language])).toEqual([[true, null], [false, null], [false, 'fr']]);
  });

  it('are found by a part of their shortcut or title, the shortcut that begins so first', async () => {
    await createReply(chief, { shortcut: 'kyc-missing', title: 'A document is missing' });
    await createReply(chief, { shortcut: 'zz-missing-kyc', title: 'Percent 100% KYC' });
    await createReply(chief, { shortcut: 'passport', title: 'Where the KYC stands' });
    const found = async (search: string, more = '') => (await list(ada, `search=${encodeURIComponent(search)}${more}`)).map(({ shortcut }) => shortcut);
    expect(await found('KYC')).toEqual(['kyc-missing', 'passport', 'zz-missing-kyc']);
    expect(await found('kyc', '&limit=1')).toEqual(['kyc-missing']);
    expect(await found('100%')).toEqual(['zz-missing-kyc']);
    expect(await found('%')).toEqual(['zz-missing-kyc']);
    expect(await found('no such thing')).toEqual([]);
    for (const query of ['search=', 'limit=0', 'limit=401']) expect(codeOf(await ada.http.get(`/messaging/canned-replies?${query}`))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
  });

  it.each([
    ['a variable that there is not', { text: 'Dear\n{{customer.nmae|you}}' }, 'Line 2, character 1: There is no variable \\"customer.nmae\\"'],
    ['a variable that may be missing', { text: 'Dear {{customer.name}}' }, 'Line 1, character 6: Not every ticket has customer.name'],
    ['a variable that does not end', { text: 'No {{ticket.number' }, 'What begins with {{ ends with }}'],
    ['nothing but space', { text: ' \n ' }, 'More than white space'],
    ['more than fits', { text: 'x'.repeat(4_001) }, '4000'],
    ['a shortcut of several words', { shortcut: 'two words' }, 'Up to 40 small letters'],
    ['no language', { language: 'English' }, 'A language, e.g.'],
    ['an owner of one’s choice', { ownerId: `stf_${'0'.repeat(26)}` }, 'ownerId'],
  ])('are not kept with %s', async (_what, body, sentence) => {
    const refused = await writeReply(chief, body);
    expect(codeOf(refused)).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    expect(messageOf(refused)).toContain(sentence);
  });

  it('are held to the same in the content manager, and by the database', async () => {
    const manager = '/content-manager/collection-types/plugin::messaging.canned-reply';
    const refused = await chief.http.post(manager, { body: { shortcut: 'cm', title: 'CM', text: 'Hi {{nobody}}' } });
    expect(refused.status).toBe(400);
    expect(messageOf(refused)).toContain('There is no variable \\"nobody\\"');
    const created = await chief.http.post<{ data: { documentId: string } }>(manager, { body: { shortcut: 'cm', title: 'CM', text: 'Hi' } });
    expect(created.status).toBe(201);
    expect((await list(ada, 'search=cm')).map(({ id }) => id)).toContain(created.body.data.documentId);
    const insert = `INSERT INTO canned_replies (document_id, shortcut, title, text) VALUES ('cnr_1', 'cm', 'Twice', 'Hi')`;
    await expect(server.db.query(insert)).rejects.toThrow('canned_replies_one_a_shortcut');
    await expect(server.db.query(`INSERT INTO canned_replies (document_id, shortcut) VALUES ('cnr_2', 'cm2')`)).rejects.toThrow('canned_replies_complete');
  });

  describe('are filled in', () => {
    const text = 'Dear {{customer.name|customer}} ({{customer.email|no address}}), #{{ticket.number}} “{{ticket.subject}}” ({{ticket.category|no category}}). {{agent.name}}';

    it('for one ticket, by whoever asks, and nothing is sent', async () => {
      const reply = await createReply(chief, { text });
      const ticket = await openTicket(customer, { subject: 'A {{agent.name}} & <b>' });
      await server.db.query(`UPDATE admin_users SET firstname = 'Ada' WHERE document_id = $1`, [ada.id]);
      await server.db.query(`UPDATE up_users SET username = 'kelp' WHERE document_id = $1`, [customer.id]);
      const sentence = `Dear kelp (${customer.email}), #${ticket.number} “A {{agent.name}} & <b>” (no category). Ada`;
      expect((await rendered(ada, ticket.id, reply.id)).body.data).toEqual({ text: sentence });
      await label(ada, ticket, { category: 'refunds' });
      expect((await rendered(ben, ticket.id, reply.id)).body.data.text).toContain('(refunds). Test');
      const { rows } = await server.db.query('SELECT count(*)::int AS messages FROM messages m JOIN rooms r ON r.id = m.room_id WHERE r.public_id = $1', [ticket.roomId]);
      expect(rows).toEqual([{ messages: 1 }]);
    });

    it('without the name of who has none, or is called by an address', async () => {
      const reply = await createReply(chief, { text });
      const other = await createUser(server);
      const ticket = await openTicket(other);
      await server.db.query('UPDATE up_users SET username = email WHERE document_id = $1', [other.id]);
      expect((await rendered(ada, ticket.id, reply.id)).body.data.text).toContain('Dear customer (');
      await server.db.query('DELETE FROM up_users WHERE document_id = $1', [other.id]);
      expect((await rendered(ada, ticket.id, reply.id)).body.data.text).toContain('Dear customer (no address)');
    });

    it('not where there is no such ticket, or the text was broken past all checks', async () => {
      const reply = await createReply(chief, { text: 'Good morning' });
      expect(codeOf(await rendered(ada, `tkt_${'0'.repeat(26)}`, reply.id))).toEqual([404, 'KERNEL_NOT_FOUND']);
      const ticket = await openTicket(customer);
      expect(codeOf(await rendered(ada, ticket.id, `cnr_${'0'.repeat(26)}`))).toEqual([404, 'KERNEL_NOT_FOUND']);
      await server.db.query(`UPDATE canned_replies SET text = '{{gone}}' WHERE document_id = $1`, [reply.id]);
      const refused = await rendered(ada, ticket.id, reply.id);
      expect([codeOf(refused), messageOf(refused)]).toEqual([[409, 'TICKET_TEMPLATE_BROKEN'], expect.stringContaining('There is no variable')]);
    });

    it('for nobody but staff who answer', async () => {
      const reply = await createReply(chief);
      const ticket = await openTicket(customer);
      expect(codeOf(await rendered(await createStaff(server), ticket.id, reply.id))).toEqual([403, 'KERNEL_FORBIDDEN']);
      expect((await customer.http.get(`/messaging/tickets/${ticket.id}/canned-replies/${reply.id}`)).status).toBe(401);
    });
  });
});
