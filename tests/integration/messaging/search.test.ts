import { createUser, startServer, type TestServer, type TestUser } from '../../support/index.ts';
import { createRoom, newClientId, upTo } from './support/rooms.ts';

interface Found {
  data: { messageId: string; roomId: string; seq: number; senderId: string; text: string; version: number }[];
  meta: { nextCursor: string | null };
}

describe('a search', () => {
  let server: TestServer;
  let ada: TestUser;
  let ben: TestUser;
  let eve: TestUser;
  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    [ada, ben, eve] = [await createUser(server), await createUser(server), await createUser(server)];
  });

  const send = async (from: TestUser, roomId: string, text: string) =>
    (await from.http.post<{ data: { messageId: string } }>(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: newClientId(), text } })).body.data.messageId;
  const search = (who: TestUser, q: string, rest = '') => who.http.get<Found>(`/api/messages/search?q=${encodeURIComponent(q)}${rest}`);
  const texts = async (who: TestUser, q: string, rest = '') => (await search(who, q, rest)).body.data.map(({ text }) => text);

  it('finds words in one’s own rooms, the newest first, and nothing in those of others', async () => {
    const [shared, own] = [await createRoom(ada, [ben]), await createRoom(ada, [eve])];
    const messageId = await send(ben, shared, 'Good morning, Lagos');
    await send(ada, own, 'Morning!');
    expect((await search(ben, 'morning')).body).toEqual({
      data: [{ messageId, roomId: shared, seq: 2, senderId: ben.id, text: 'Good morning, Lagos', version: 1, attachments: [], sentAt: expect.stringMatching(/Z$/) }],
      meta: { nextCursor: null },
    });
    expect(await texts(ada, 'MORNING')).toEqual(['Morning!', 'Good morning, Lagos']);
    expect(await texts(ada, 'morning', `&roomId=${shared}`)).toEqual(['Good morning, Lagos']);
    expect(await texts(eve, 'morning', `&roomId=${shared}`)).toEqual([]);
  });

  it('takes words, phrases, alternatives and exclusions, and whatever else somebody types', async () => {
    const roomId = await createRoom(ada, [ben]);
    for (const text of ['good morning', 'morning good', 'good night']) await send(ada, roomId, text);
    expect(await texts(ada, '"good morning"')).toEqual(['good morning']);
    expect(await texts(ada, 'good -night')).toEqual(['morning good', 'good morning']);
    expect(await texts(ada, 'night or morning')).toHaveLength(3);
    for (const odd of [`'; DROP TABLE messages; --`, '&|!():*', '"""', '-', '%', '\\']) expect([odd, (await search(ada, odd)).status]).toEqual([odd, 200]);
  });

  it('finds messages as they are now, and deleted ones not at all', async () => {
    const roomId = await createRoom(ada, [ben]);
    const [edited, deleted] = [await send(ada, roomId, 'apples'), await send(ada, roomId, 'cherries')];
    await ada.http.patch(`/api/messages/${edited}`, { body: { text: 'bananas' } });
    await ada.http.delete(`/api/messages/${deleted}`);
    expect(await texts(ben, 'apples or cherries')).toEqual([]);
    expect((await search(ben, 'bananas')).body.data).toEqual([expect.objectContaining({ messageId: edited, version: 2 })]);
  });

  it('finds nothing any more in a room that one was taken out of', async () => {
    const roomId = await createRoom(ada, [ben]);
    await send(ada, roomId, 'mangrove');
    await ada.http.delete(`/api/rooms/${roomId}/members/${ben.id}`);
    expect([await texts(ben, 'mangrove'), await texts(ada, 'mangrove')]).toEqual([[], ['mangrove']]);
  });

  it('goes on by cursor, for the same words of the same person', async () => {
    const roomId = await createRoom(ada, [ben]);
    for (const n of upTo(5)) await send(ada, roomId, `heron ${n}`);
    const pages: string[][] = [];
    for (let rest: string | undefined = '&limit=2'; rest !== undefined; ) {
      const { body }: { body: Found } = await search(ada, 'heron', rest);
      pages.push(body.data.map(({ text }) => text));
      rest = body.meta.nextCursor === null ? undefined : `&limit=2&cursor=${body.meta.nextCursor}`;
    }
    expect(pages).toEqual([['heron 5', 'heron 4'], ['heron 3', 'heron 2'], ['heron 1']]);
    const cursor = (await search(ada, 'heron', '&limit=2')).body.meta.nextCursor;
    for (const [who, q] of [[ben, 'heron'], [ada, 'egret']] as const) expect((await search(who, q, `&cursor=${cursor}`)).status).toBe(400);
  });

  it('is given up when it takes too long, and says what to do', async () => {
    const roomId = await createRoom(ada, [ben]);
    await send(ada, roomId, 'slow');
    const holder = await server.db.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE room_members IN ACCESS EXCLUSIVE MODE');
    const answer = await ada.http.get(`/api/messages/search?q=slow`);
    await holder.query('ROLLBACK');
    holder.release();
    expect([answer.status, answer.body.error.code, answer.body.error.message]).toEqual([422, 'MESSAGING_SEARCH_TOO_BROAD', expect.stringContaining('rarer words')]);
    expect(await texts(ada, 'slow')).toEqual(['slow']);
  });

  it.each(['', '?q=', '?q=%20', `?q=${'x'.repeat(201)}`, '?q=a%00b', '?q=a&roomId=1', '?q=a&limit=0', '?q=a&page=2'])('is not %j', async (query) => {
    expect((await ada.http.get(`/api/messages/search${query}`)).status).toBe(400);
  });
});
