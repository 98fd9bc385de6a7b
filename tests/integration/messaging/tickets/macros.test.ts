import { createStaff, type TestStaff } from '../../../access/people.ts';
import { startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { createReply } from '../support/canned-replies.ts';
import { createMacro, previewed, runMacro, writeMacro, type MacroOut } from '../support/macros.ts';
import { codeOf, label, logSeen, move, openDesk, openTicket, own, reply, seen, told, type One } from '../support/tickets.ts';

interface Refused {
  error: { message: string; details: object };
}
const refusalIn = ({ body }: { body: unknown }) => (body as Refused).error;

describe('macros', () => {
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

  const list = async (staff: TestStaff) => (await staff.http.get<One<MacroOut[]>>('/messaging/macros')).body.data;
  const replace = (staff: TestStaff, { id }: MacroOut, body: object) => staff.http.put<One<MacroOut>>(`/messaging/macros/${id}`, { body });
  const audited = async (id: string) => (await server.db.query<{ action: string; actor: string; data: object }>('SELECT action, actor, data FROM audit_entries WHERE subject_id = $1 ORDER BY at, id', [id])).rows;

  describe('are kept', () => {
    it('by who keeps the rules, for everybody; and by each for themselves', async () => {
      const macro = await createMacro(chief, [{ act: 'take' }, { act: 'snooze', forSeconds: 3_600 }]);
      expect(macro).toEqual({ id: expect.stringMatching(/^mac_/) as string, name: expect.any(String) as string, steps: [{ act: 'take' }, { act: 'snooze', forSeconds: 3_600 }], isPersonal: false });
      expect(codeOf(await writeMacro(ada, [{ act: 'take' }]))).toEqual([403, 'KERNEL_FORBIDDEN']);
      expect(codeOf(await replace(ada, macro, { name: 'Mine now', steps: [{ act: 'take' }] }))).toEqual([403, 'KERNEL_FORBIDDEN']);
      const mine = await createMacro(ada, [{ act: 'take' }], { isPersonal: true });
      const ids = async (staff: TestStaff) => (await list(staff)).map(({ id }) => id);
      expect([await ids(ada), await ids(ben)].map((seenBy) => [seenBy.includes(macro.id), seenBy.includes(mine.id)])).toEqual([[true, true], [true, false]]);
      const ticket = await openTicket(customer);
      for (const answer of [await replace(ben, mine, { name: 'x', steps: [{ act: 'take' }] }), await ben.http.delete(`/messaging/macros/${mine.id}`), await previewed(ben, ticket.id, mine.id), await runMacro(ben, ticket.id, mine.id)]) {
        expect(codeOf(answer)).toEqual([404, 'KERNEL_NOT_FOUND']);
      }
      expect((await replace(chief, macro, { name: 'Take it', steps: [{ act: 'take' }] })).body.data).toEqual({ ...macro, name: 'Take it', steps: [{ act: 'take' }] });
      expect((await chief.http.delete(`/messaging/macros/${macro.id}`)).status).toBe(204);
      expect((await audited(macro.id)).map(({ action, actor }) => [action, actor])).toEqual(['created', 'changed', 'deleted'].map((done) => [`macro.${done}`, `staff:${chief.id}`]));
    });

    it('under one name each, also when two write at once', async () => {
      const answers = await Promise.all(['Twice', 'twice'].map((name) => writeMacro(chief, [{ act: 'take' }], { name })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(codeOf(await writeMacro(chief, [{ act: 'take' }], { name: 'TWICE' }))).toEqual([409, 'TICKET_MACRO_NAME_TAKEN']);
      expect((await writeMacro(ada, [{ act: 'take' }], { name: 'Twice', isPersonal: true })).status).toBe(201);
    });

    it('only where somebody could do all their steps', async () => {
      const secret = await createReply(ada, { isPersonal: true });
      const nobody = await createStaff(server);
      const wrong: [object, string][] = [
        [{ act: 'assign', staffId: nobody.id }, 'Step 2: There is no active member of staff'],
        [{ act: 'reply_canned', cannedReplyId: secret.id }, 'Step 2: There is no such canned reply, or not everybody has it'],
        [{ act: 'reply_canned', cannedReplyId: `cnr_${'0'.repeat(26)}` }, 'Step 2: There is no such canned reply'],
      ];
      for (const [step, sentence] of wrong) {
        const refused = await writeMacro(chief, [{ act: 'take' }, step]);
        expect([codeOf(refused), refusalIn(refused).message]).toEqual([[422, 'TICKET_MACRO_STEP_WRONG'], expect.stringContaining(sentence)]);
      }
      expect((await writeMacro(ada, [{ act: 'reply_canned', cannedReplyId: secret.id }], { isPersonal: true })).status).toBe(201);
    });

    it.each([
      ['no step', []],
      ['too many steps', Array.from({ length: 21 }, () => ({ act: 'take' }))],
      ['an act that there is not', [{ act: 'delete' }]],
      ['a broken text', [{ act: 'reply', text: 'Dear {{nobody}}' }]],
      ['a state where nobody moves tickets', [{ act: 'move', state: 'merged' }]],
      ['a snooze without end', [{ act: 'snooze', forSeconds: 1e9 }]],
      ['something beside', [{ act: 'take', staffId: 'me' }]],
    ])('not with %s', async (_what, steps) => {
      expect(codeOf(await writeMacro(chief, steps))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    });

    it('the same way in the content manager', async () => {
      const refused = await chief.http.post('/content-manager/collection-types/plugin::messaging.macro', { body: { name: 'CM', steps: [{ act: 'reply', text: '{{nobody}}' }] } });
      expect([refused.status, refusalIn(refused).message]).toEqual([400, expect.stringContaining('There is no variable "nobody"')]);
    });
  });

  describe('do', () => {
    it('all at once what the same acts do by themselves', async () => {
      const canned = await createReply(chief, { text: '#{{ticket.number}} is with {{ticket.category|nobody}}.' });
      const macro = await createMacro(chief, [
        { act: 'take' }, { act: 'set_team', team: 'refunds' }, { act: 'set_priority', priority: 'high' }, { act: 'set_category', category: 'refunds' }, { act: 'add_tags', tags: ['vip', 'late'] }, { act: 'remove_tags', tags: ['new'] },
        { act: 'note', text: 'Refund asked by {{customer.email|somebody}}' }, { act: 'reply_canned', cannedReplyId: canned.id }, { act: 'snooze', forSeconds: 3_600 },
      ]);
      const ticket = await openTicket(customer);
      await label(ada, ticket, { tags: ['new'] });
      const before = (await logSeen(ada, ticket.id, 'staff')).length;
      const sentence = `#${ticket.number} is with refunds.`;
      expect((await previewed(ada, ticket.id, macro.id)).body.data).toMatchObject({ refusal: null, steps: [{}, {}, {}, {}, {}, {}, { act: 'note', text: `Refund asked by ${customer.email}` }, { act: 'reply_canned', text: sentence }, { act: 'snooze', text: null }] });
      const done = await runMacro(ada, ticket.id, macro.id);
      expect([done.status, done.body.data]).toEqual([200, expect.objectContaining({ state: 'waiting_on_customer', team: 'refunds', priority: 'high', category: 'refunds', tags: ['late', 'vip'], snoozedUntil: expect.any(String) as string })]);
      expect(done.body.data.assignee?.id).toBe(ada.id);
      const events = (await logSeen(ada, ticket.id, 'staff')).slice(before);
      expect(events.map(({ type }) => type)).toEqual(['ticket.assigned', 'ticket.assigned', 'ticket.priority_changed', 'ticket.category_changed', 'ticket.tagged', 'ticket.tagged', 'member.added', 'message.created', 'ticket.snoozed']);
      expect(new Set(events.map(({ actorId }) => actorId))).toEqual(new Set([ada.id]));
      const conversation = await logSeen(ada, ticket.id, 'conversation');
      expect(conversation.filter(({ type }) => type === 'message.created').map(({ actorId, data }) => [actorId, data.text])).toEqual([[customer.id, 'I paid yesterday.'], [ada.id, sentence]]);
      expect((await told(server, ticket.id)).map(({ type }) => type)).toEqual(['ticket.opened', 'ticket.assigned', 'ticket.moved', 'ticket.assigned', 'ticket.answered', 'ticket.moved']);
      expect((await audited(ticket.id)).filter(({ action }) => action === 'ticket.macro_run')).toEqual([{ action: 'ticket.macro_run', actor: `staff:${ada.id}`, data: { macroId: macro.id, name: macro.name, revision: expect.any(String) as string } }]);
    });

    it('nothing where one step cannot be done, and say which', async () => {
      const macro = await createMacro(chief, [{ act: 'set_priority', priority: 'urgent' }, { act: 'reply', text: 'Good news!' }, { act: 'move', state: 'spam' }, { act: 'move', state: 'resolved' }]);
      const ticket = await openTicket(customer);
      const logs = async () => [await logSeen(ada, ticket.id, 'staff'), await logSeen(ada, ticket.id, 'conversation'), await told(server, ticket.id), await seen(ada, ticket.id)];
      const before = await logs();
      const refused = await runMacro(ada, ticket.id, macro.id);
      expect(codeOf(refused)).toEqual([409, 'TICKET_MACRO_REFUSED']);
      expect(refusalIn(refused)).toMatchObject({ message: expect.stringContaining('Nothing was done, because of step 4') as string, details: { step: 4, act: 'move', code: 'KERNEL_ILLEGAL_TRANSITION' } });
      expect((await previewed(ada, ticket.id, macro.id)).body.data.refusal).toMatchObject({ step: 4, code: 'KERNEL_ILLEGAL_TRANSITION' });
      expect(await logs()).toEqual(before);
    });

    it('nothing that their user may not do by themselves', async () => {
      const answering = await createAnswering();
      const ticket = await openTicket(customer);
      const macro = await createMacro(chief, [{ act: 'set_priority', priority: 'urgent' }, { act: 'assign', staffId: ben.id }]);
      const refused = await runMacro(answering, ticket.id, macro.id);
      expect([codeOf(refused), refusalIn(refused).details]).toEqual([[403, 'TICKET_MACRO_FORBIDDEN'], { step: 2, act: 'assign', code: 'KERNEL_FORBIDDEN', reason: expect.any(String) as string }]);
      expect(await seen(ada, ticket.id)).toMatchObject({ priority: 'normal', assignee: null });
      // To take what somebody else has is to give it away.
      const take = await createMacro(chief, [{ act: 'take' }]);
      await ben.http.post(`/messaging/tickets/${ticket.id}/take`);
      expect(refusalIn(await runMacro(answering, ticket.id, take.id)).details).toMatchObject({ code: 'TICKET_TAKEN' });
      expect((await runMacro(ada, ticket.id, take.id)).body.data.assignee?.id).toBe(ada.id);
      expect((await customer.http.post(`/messaging/tickets/${ticket.id}/macros/${take.id}`, { body: { clientActId: 'one' } })).status).toBe(401);
      expect(codeOf(await runMacro(await createStaff(server), ticket.id, take.id))).toEqual([403, 'KERNEL_FORBIDDEN']);
    });

    /** Reads and answers tickets, and gives none to others. */
    async function createAnswering(): Promise<TestStaff> {
      const staff = await createStaff(server, 'test-answers');
      await server.run(async (strapi) => {
        const role = await strapi.db.query('admin::role').findOne({ where: { code: 'test-answers' } });
        const permissions = ['plugin::messaging.tickets.read', 'plugin::messaging.tickets.answer'].map((action) => ({ action, subject: null, properties: {}, conditions: [] }));
        await (strapi.service('admin::role') as unknown as { assignPermissions(id: number, permissions: object[]): Promise<unknown> }).assignPermissions(role.id as number, permissions);
      });
      return staff;
    }

    it('nothing where the agent or the canned reply of a step is gone', async () => {
      const canned = await createReply(chief);
      const gone = await createStaff(server, 'mangrove-moderator');
      const ticket = await openTicket(customer);
      const sends = await createMacro(chief, [{ act: 'take' }, { act: 'reply_canned', cannedReplyId: canned.id }]);
      const assigns = await createMacro(chief, [{ act: 'assign', staffId: gone.id }]);
      await chief.http.delete(`/messaging/canned-replies/${canned.id}`);
      await server.db.query('UPDATE admin_users SET is_active = false WHERE document_id = $1', [gone.id]);
      expect(refusalIn(await runMacro(ada, ticket.id, sends.id)).details).toMatchObject({ step: 2, act: 'reply_canned', code: 'KERNEL_NOT_FOUND' });
      expect(refusalIn(await runMacro(ada, ticket.id, assigns.id)).details).toMatchObject({ step: 1, code: 'TICKET_ASSIGNEE_UNKNOWN' });
      expect(await seen(ada, ticket.id)).toMatchObject({ assignee: null, state: 'new' });
    });

    it('nothing in a ticket that takes no answers, nor more tags than one has', async () => {
      const closed = await openTicket(customer);
      await move(ada, closed.id, 'closed');
      const answers = await createMacro(chief, [{ act: 'reply', text: 'Hello' }]);
      expect(refusalIn(await runMacro(ada, closed.id, answers.id)).details).toMatchObject({ step: 1, code: 'TICKET_CLOSED' });
      const tags = Array.from({ length: 20 }, (_, place) => `tag-${place}`);
      const ticket = await openTicket(customer);
      await label(ada, ticket, { tags });
      const another = await createMacro(chief, [{ act: 'add_tags', tags: ['one-more'] }]);
      expect(refusalIn(await runMacro(ada, ticket.id, another.id)).details).toMatchObject({ step: 1, code: 'TICKET_TOO_MANY_TAGS' });
      expect(codeOf(await runMacro(ada, `tkt_${'0'.repeat(26)}`, another.id))).toEqual([404, 'KERNEL_NOT_FOUND']);
    });

    it('it once, however often they are asked for, at once or later, also when the macro is gone by then', async () => {
      const macro = await createMacro(chief, [{ act: 'reply', text: 'Once.' }]);
      const other = await createMacro(chief, [{ act: 'take' }]);
      const ticket = await openTicket(customer);
      const body = { clientActId: 'one-click' };
      const answers = await Promise.all(Array.from({ length: 5 }, () => runMacro(ada, ticket.id, macro.id, body)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(codeOf(await runMacro(ada, ticket.id, other.id, body))).toEqual([409, 'TICKET_MACRO_ACT_REUSED']);
      await chief.http.delete(`/messaging/macros/${macro.id}`);
      expect((await runMacro(ada, ticket.id, macro.id, body)).status).toBe(200);
      expect((await own(customer, ticket.id)).unread).toBe(1);
      // Of another person it is another act, and there is no such macro any more.
      expect(codeOf(await runMacro(ben, ticket.id, macro.id, body))).toEqual([404, 'KERNEL_NOT_FOUND']);
      expect((await audited(ticket.id)).filter(({ action }) => action === 'ticket.macro_run')).toHaveLength(1);
      await expect(server.db.query('DELETE FROM macro_runs')).rejects.toThrow(/never changed or removed|append/);
    });

    it('what their user has looked at, and nothing else', async () => {
      const canned = await createReply(chief, { text: 'Yes' });
      const macro = await createMacro(chief, [{ act: 'reply_canned', cannedReplyId: canned.id }]);
      const ticket = await openTicket(customer);
      const { revision } = (await previewed(ada, ticket.id, macro.id)).body.data;
      await chief.http.put(`/messaging/canned-replies/${canned.id}`, { body: { shortcut: canned.shortcut, title: canned.title, text: 'No' } });
      expect(codeOf(await runMacro(ada, ticket.id, macro.id, { revision }))).toEqual([409, 'TICKET_MACRO_CHANGED']);
      const now = (await previewed(ada, ticket.id, macro.id)).body.data;
      expect(now.steps).toEqual([{ act: 'reply_canned', text: 'No' }]);
      expect((await runMacro(ada, ticket.id, macro.id, { revision: now.revision })).status).toBe(200);
    });

    it('not hold what goes on beside them', async () => {
      const macro = await createMacro(chief, [{ act: 'add_tags', tags: ['vip'] }, { act: 'reply', text: 'Hello' }]);
      const ticket = await openTicket(customer);
      const all = await Promise.all([runMacro(ada, ticket.id, macro.id), runMacro(ben, ticket.id, macro.id), reply(ada, ticket.id), previewed(ben, ticket.id, macro.id), customer.http.get(`/api/tickets/${ticket.id}`)]);
      expect(all.map(({ status }) => status)).toEqual([200, 200, 201, 200, 200]);
      expect((await own(customer, ticket.id)).unread).toBe(3);
    });
  });
});
