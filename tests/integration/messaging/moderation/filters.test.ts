import { createUser, startServer, type TestServer, type TestUser } from '../../../support/index.ts';
import { createRoom, logOf } from '../support/rooms.ts';
import { connect } from '../support/sockets.ts';
import { send, sent } from './office.ts';

const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { error?: { code: string } }).error?.code];

describe('the words of a message', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let roomId: string;
  beforeAll(async () => {
    server = await startServer({
      env: { MESSAGE_WORDS_MASKED: 'muck, dung heap', MESSAGE_WORDS_REFUSED: 'blast' },
      setup(strapi, { load }) {
        // A filter from outside that breaks in every way that one can.
        const broken = {
          code: 'broken',
          check(text: string) {
            if (text.includes('throw')) throw new Error('Out of order.');
            if (text.includes('reject')) return Promise.reject(new Error('Out of order.'));
            if (text.includes('hang')) return new Promise(() => undefined);
            if (text.includes('empty')) return { verdict: 'mask', text: ' ' };
            if (text.includes('shrug')) return { verdict: 'maybe' };
            if (text.includes('swell')) return { verdict: 'mask', text: 'x'.repeat(300) };
            return Promise.resolve({ verdict: 'pass' });
          },
        };
        const configured = (strapi.config.get('plugin::messaging') as { filters: unknown[] }).filters;
        load<{ registerFilters(strapi: unknown, filters: unknown[]): void }>('./dist/plugins/messaging/server/src/filters/registry.js').registerFilters(strapi, [...configured, broken]);
      },
    });
    [ada, ben] = [await createUser(server), await createUser(server)];
    roomId = await createRoom(ada, [ben]);
  });

  const textOf = async (messageId: string) => (await server.db.query<{ text: string }>('SELECT text FROM messages WHERE id = $1', [messageId])).rows[0]?.text;

  it('that are covered reach nobody, neither by sending nor by an edit', async () => {
    const socket = await connect(server.url, ada);
    await socket.ask('room:join', { roomId });
    const answer = await socket.ask('message:send', { roomId, clientMessageId: 'masked', text: 'such MÜCK on a dung-heap' });
    const messageId = String(answer.messageId);
    expect(await textOf(messageId)).toBe('such **** on a *********');
    expect(await socket.ask('message:edit', { messageId, text: 'm u c k again' })).toMatchObject({ ok: true });
    expect(socket.events(roomId).map(({ data }) => data.text)).toEqual(['such **** on a *********', '* * * * again']);
    const { rows } = await server.db.query(`SELECT 1 FROM messages WHERE text ~* 'm ?[uü] ?c ?k' UNION ALL SELECT 1 FROM message_versions WHERE text ~* 'm ?[uü] ?c ?k'`);
    expect(rows).toEqual([]);
    socket.close();
  });

  it('that are refused store nothing, and the message stays what it was', async () => {
    const before = (await logOf(server, roomId)).length;
    expect(codeOf(await send(ada, roomId, 'Blast it'))).toEqual([422, 'MESSAGING_TEXT_REFUSED']);
    expect((await logOf(server, roomId)).length).toBe(before);
    const messageId = await sent(ada, roomId, 'fine');
    expect(codeOf(await ada.http.patch(`/api/messages/${messageId}`, { body: { text: 'b.l.a.s.t' } }))).toEqual([422, 'MESSAGING_TEXT_REFUSED']);
    expect(await textOf(messageId)).toBe('fine');
  });

  describe('and of the title of a room', () => {
    const make = (title: string, more: object = {}) => ada.http.post<{ data: { roomId: string } }>('/api/rooms', { body: { kind: 'group', memberIds: [ben.id], title, ...more } });
    const titleOf = async (id: string) => (await ada.http.get<{ data: { title: string } }>(`/api/rooms/${id}`)).body.data.title;

    it('that are covered reach nobody, from the beginning and when it changes', async () => {
      const { body } = await make('The muck club');
      expect(await titleOf(body.data.roomId)).toBe('The **** club');
      await ada.http.patch(`/api/rooms/${body.data.roomId}`, { body: { title: 'm.u.c.k' } });
      expect(await titleOf(body.data.roomId)).toBe('*******');
      expect(JSON.stringify(await logOf(server, body.data.roomId))).not.toMatch(/m\W?u\W?c\W?k/i);
    });

    it('that are refused make no room, and leave the title as it was', async () => {
      const { body } = await make('Fine');
      const rooms = async () => (await server.db.query('SELECT FROM rooms')).rowCount;
      const before = await rooms();
      expect(codeOf(await make('Blast'))).toEqual([422, 'MESSAGING_TEXT_REFUSED']);
      expect(codeOf(await make('throw'))).toEqual([503, 'MESSAGING_TEXT_UNCHECKED']);
      expect(codeOf(await make('swell'))).toEqual([503, 'MESSAGING_TEXT_UNCHECKED']);
      expect(await rooms()).toBe(before);
      expect(codeOf(await ada.http.patch(`/api/rooms/${body.data.roomId}`, { body: { title: 'b.l.a.s.t' } }))).toEqual([422, 'MESSAGING_TEXT_REFUSED']);
      expect(await titleOf(body.data.roomId)).toBe('Fine');
      const socket = await connect(server.url, ada);
      expect(await socket.ask('room:create', { kind: 'group', memberIds: [ben.id], title: 'Blast' })).toMatchObject({ ok: false, code: 'MESSAGING_TEXT_REFUSED' });
      socket.close();
    });

    it('are not asked about again, once the room is there: a repeat finds it', async () => {
      const [first, again] = [await make('Fine', { clientRoomId: 'same' }), await make('Blast', { clientRoomId: 'same' })];
      expect([again.status, again.body.data]).toEqual([200, first.body.data]);
    });

    it('leave what a ticket is about as its customer puts it', async () => {
      const { body } = await ada.http.post<{ data: { subject: string; roomId: string } }>('/api/tickets', { body: { subject: 'He called me muck', text: 'Blast!' } });
      expect([body.data.subject, await titleOf(body.data.roomId)]).toEqual(['He called me muck', 'He called me muck']);
    });
  });

  it.each(['throw', 'reject', 'hang', 'empty', 'shrug'])('at which a filter breaks are not stored, and can be sent again: %s', async (how) => {
    expect(codeOf(await send(ada, roomId, how))).toEqual([503, 'MESSAGING_TEXT_UNCHECKED']);
    expect(server.logs()).toContain('The word filter "broken" failed');
    expect((await send(ada, roomId, 'fine')).status).toBe(201);
  });

  it('are not asked about again, once the message is stored: a repeat gets the first answer', async () => {
    const first = await send(ada, roomId, 'fine', { clientMessageId: 'again' });
    const again = await send(ada, roomId, 'blast', { clientMessageId: 'again' });
    expect([again.status, again.body.data]).toEqual([200, first.body.data]);
  });

  it.each([
    ['the list twice', '[filter, filter]', 'Two word filters have the code "word-list"'],
    ['one that checks nothing', '[{ code: "idle" }]', 'lacks check()'],
  ])('are looked at by filters that work: %s stops the start', async (_what, list, sentence) => {
    const message = await server.run(
      (strapi, text, { load }) => {
        const { wordList } = load<typeof import('#messaging')>('#messaging');
        const configured = text.startsWith('[filter') ? [wordList({}), wordList({})] : [{ code: 'idle' }];
        try {
          load<{ registerFilters(strapi: unknown, filters: unknown[]): void }>('./dist/plugins/messaging/server/src/filters/registry.js').registerFilters(strapi, configured);
          return 'It started.';
        } catch (error) {
          return (error as Error).message;
        }
      },
      list,
    );
    expect(message).toContain(sentence);
  });
});
