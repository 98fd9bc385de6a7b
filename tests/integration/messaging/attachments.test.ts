import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import path from 'node:path';
import { createUser, eventually, startServer, type Answer, type TestServer, type TestUser } from '../../support/index.ts';
import { PDF, photo, rowsOfFiles, SECRET_PLACE, storedFiles, uploaded, uploadTo } from './support/attachments.ts';
import { createRoom, newClientId, upTo } from './support/rooms.ts';
import { connect, type RoomEventOut } from './support/sockets.ts';

const MAX_BYTES = 300_000;

let server: TestServer;
let [ada, ben, eve]: TestUser[] = [];
beforeAll(async () => {
  server = await startServer({ env: { ATTACHMENT_MAX_BYTES: String(MAX_BYTES), REGISTER_LIMIT_PER_ADDRESS: '1000' } });
  [ada, ben, eve] = await Promise.all(upTo(3).map(() => createUser(server)));
});
const people = () => ({ ada: ada as TestUser, ben: ben as TestUser, eve: eve as TestUser });

const codeOf = ({ status, body }: Answer<unknown>) => [status, (body as { error?: { code?: string } }).error?.code];
const send = (user: TestUser, roomId: string, attachments: readonly string[], body: object = {}) =>
  user.http.post<{ data: { seq: number; messageId: string } }>(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: newClientId(), text: '', attachments, ...body } });
const events = async (user: TestUser, roomId: string) => (await user.http.get<{ data: RoomEventOut[] }>(`/api/rooms/${roomId}/events?since=1`)).body.data;
const link = (user: TestUser, id: string) => user.http.get<{ data: { url: string; expiresAt: string } }>(`/api/attachments/${id}`);
const linkTo = async (user: TestUser, id: string) => new URL((await link(user, id)).body.data.url);
const objectOf = async (id: string) => (await server.db.query<{ object: string }>('SELECT object FROM attachments WHERE id = $1', [id])).rows[0]?.object ?? '';

describe('an attachment', () => {
  it('is uploaded, sent without a text, and is in the event, the log and the answer to a sync alike', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    const socket = await connect(server.url, ben);
    await socket.ask('room:join', { roomId });
    const files = [await uploaded(ada, roomId, PDF, '../my receipt.PDF'), await uploaded(ada, roomId, Buffer.from('Dear Ben,\n'), 'letter')];
    expect(files).toEqual([
      { id: expect.stringMatching(/^att_/), name: 'my receipt.PDF', mediaType: 'application/pdf', sizeBytes: PDF.length },
      { id: expect.stringMatching(/^att_/), name: 'letter.txt', mediaType: 'text/plain', sizeBytes: 10 },
    ]);
    const { status, body } = await send(ada, roomId, [files[1]?.id ?? '', files[0]?.id ?? '']);
    expect(status).toBe(201);
    const data = { messageId: body.data.messageId, clientMessageId: expect.any(String), text: '', attachments: [files[1], files[0]] };
    await eventually(() => socket.events(roomId).length === 1);
    expect(socket.events(roomId)[0]?.data).toEqual(data);
    expect((await events(ben, roomId))[0]?.data).toEqual(data);
    const synced = (await socket.ask('room:sync', { rooms: { [roomId]: 1 } })) as unknown as { rooms: Record<string, { events: RoomEventOut[] }> };
    expect(synced.rooms[roomId]?.events[0]?.data).toEqual(data);
    await ben.http.put(`/api/messages/${body.data.messageId}/pin`);
    await ada.http.put(`/api/messages/${body.data.messageId}/pin`);
    expect((await ben.http.get<{ data: unknown[] }>(`/api/rooms/${roomId}/pins`)).body.data).toEqual([expect.objectContaining({ attachments: data.attachments })]);
    socket.close();
  });

  it('goes over the socket as well, once, however often it is sent', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    const [file, socket] = [await uploaded(ada, roomId), await connect(server.url, ada)];
    const message = { roomId, clientMessageId: newClientId(), text: 'Here', attachments: [file.id] };
    const answers = [await socket.ask('message:send', message), await socket.ask('message:send', message)];
    expect(answers[0]).toEqual({ ok: true, seq: 2, messageId: expect.any(String) });
    expect(answers[1]).toEqual(answers[0]);
    expect(await socket.ask('message:send', { ...message, clientMessageId: newClientId() })).toMatchObject({ ok: false, code: 'MESSAGING_ATTACHMENT_UNKNOWN' });
    socket.close();
  });

  it('is in one message, of as many as want it at the same moment', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    const file = await uploaded(ada, roomId);
    const answers = await Promise.all(upTo(10).map(() => send(ada, roomId, [file.id])));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 422)]);
    expect((await events(ben, roomId)).map(({ data }) => data.attachments)).toEqual([[file]]);
  });

  it('is sent by who uploaded it, in the room that it is for', async () => {
    const { ada, ben, eve } = people();
    const [here, there] = [await createRoom(ada, [ben]), await createRoom(ada, [ben])];
    const [mine, theirs, other] = [await uploaded(ada, here), await uploaded(ben, here), await uploaded(ada, there)];
    const before = (await events(ada, here)).length;
    for (const wrong of [[theirs.id], [other.id], [mine.id, theirs.id], [`att_${'0'.repeat(26)}`]]) expect(codeOf(await send(ada, here, wrong))).toEqual([422, 'MESSAGING_ATTACHMENT_UNKNOWN']);
    for (const wrong of [[], [mine.id, mine.id], ['att_1'], upTo(16).map((n) => `att_${String(n).padStart(26, '0')}`)]) expect(codeOf(await send(ada, here, wrong))).toEqual([400, 'KERNEL_VALIDATION_FAILED']);
    expect(codeOf(await uploadTo(eve, here, PDF))).toEqual([404, 'KERNEL_NOT_FOUND']);
    expect((await uploadTo(eve, here, PDF)).body).toEqual((await uploadTo(eve, `room_${'0'.repeat(26)}`, PDF)).body);
    expect((await events(ada, here)).length).toBe(before);
    expect((await send(ada, here, [mine.id])).status).toBe(201);
  });

  it('is what its bytes are, whatever it is called and said to be', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    const html = Buffer.from('<!DOCTYPE html><script>alert(document.domain)</script>');
    const { body } = await uploadTo(ada, roomId, PDF, 'photo\u202Egpj.exe', { 'content-type': 'image/jpeg' });
    expect(body.data).toMatchObject({ name: 'photogpj.exe.pdf', mediaType: 'application/pdf' });
    for (const bytes of [html, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), Buffer.from('MZ\x90\0program', 'latin1'), Buffer.from('PK\x03\x04archive'), Buffer.alloc(0), Buffer.from('\x89PNG\r\n\x1a\nno chunks', 'latin1')]) {
      expect(codeOf(await uploadTo(ada, roomId, bytes, 'photo.png', { 'content-type': 'image/png' }))).toEqual([415, 'MESSAGING_ATTACHMENT_TYPE']);
    }
    // A form is bytes like any other: nobody takes it apart, and nothing of it reaches a temporary folder.
    expect((await uploadTo(ada, roomId, Buffer.from('--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nhello\r\n--x--'), 'form', { 'content-type': 'multipart/form-data; boundary=x' })).body.data.mediaType).toBe('text/plain');
    expect((await uploadTo(ada, roomId, Buffer.from('{"a":1}'), 'a.json', { 'content-type': 'application/json' })).body.data).toMatchObject({ name: 'a.json.txt', sizeBytes: 7 });
  });

  it('that is a photo does not say where it was taken', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    const bytes = await photo();
    expect(bytes.includes(SECRET_PLACE)).toBe(true);
    const file = await uploaded(ada, roomId, bytes, 'beach.jpg');
    const answer = await fetch(await linkTo(ada, file.id));
    const got = Buffer.from(await answer.arrayBuffer());
    expect([got.length, got.includes(SECRET_PLACE), got.subarray(0, 3).toString('hex')]).toEqual([file.sizeBytes, false, 'ffd8ff']);
  });

  it('lies encrypted on the disk', async () => {
    const { ada, ben } = people();
    const file = await uploaded(ada, await createRoom(ada, [ben]), Buffer.from('The number of my passport'), 'note');
    const object = await objectOf(file.id);
    expect(readFileSync(path.join(server.objectsFolder, object.slice(-2), object)).includes('passport')).toBe(false);
  });
});

describe('an upload', () => {
  const leavesNothing = async (work: () => Promise<void>) => {
    // What was refused before may still be on its way out.
    await eventually(async () => (await server.db.query('SELECT FROM stored_objects WHERE erase_at IS NOT NULL')).rowCount === 0);
    const before = [await rowsOfFiles(server), storedFiles(server).length];
    await work();
    await eventually(async () => (await rowsOfFiles(server)) === before[0] && storedFiles(server).length === before[1]);
  };

  it('that is too large is refused, by what it says and by what it is, and leaves nothing', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    const large = Buffer.concat([PDF, Buffer.alloc(MAX_BYTES)]);
    await leavesNothing(async () => {
      expect(codeOf(await uploadTo(ada, roomId, large))).toEqual([413, 'KERNEL_PAYLOAD_TOO_LARGE']);
      const chunked = await fetch(`${server.url}/api/attachments?roomId=${roomId}&name=x`, {
        method: 'POST', headers: { authorization: `Bearer ${ada.jwt}` }, duplex: 'half', body: new ReadableStream({ start(stream) { for (let at = 0; at < large.length; at += 10_000) stream.enqueue(large.subarray(at, at + 10_000)); stream.close(); } }),
      } as RequestInit);
      expect([chunked.status, ((await chunked.json()) as { error: { code: string } }).error.code]).toEqual([413, 'KERNEL_PAYLOAD_TOO_LARGE']);
    });
    expect((await uploadTo(ada, roomId, Buffer.concat([PDF, Buffer.alloc(MAX_BYTES - PDF.length)]))).status).toBe(201);
  });

  it('that turns out to be something else near its end leaves nothing', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    await leavesNothing(async () => {
      expect(codeOf(await uploadTo(ada, roomId, Buffer.from(`${'a'.repeat(200_000)}\0`), 'note.txt'))).toEqual([415, 'MESSAGING_ATTACHMENT_TYPE']);
    });
  });

  it('that is cut in the middle leaves nothing', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    await leavesNothing(async () => {
      const { hostname, port } = new URL(server.url);
      const socket = createConnection({ host: hostname, port: Number(port) });
      socket.write(`POST /api/attachments?roomId=${roomId}&name=x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ada.jwt}\r\nContent-Length: 250000\r\n\r\n`);
      socket.write(Buffer.concat([PDF, Buffer.alloc(150_000)]));
      await eventually(() => storedFiles(server).some((name) => name.endsWith('.part')));
      socket.destroy();
    });
  });

  it('that nobody sends is erased after a day, and one that was sent is not', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    const [sent, unsent] = [await uploaded(ada, roomId), await uploaded(ada, roomId)];
    await send(ada, roomId, [sent.id]);
    const object = await objectOf(unsent.id);
    const dropUnsent = (seconds: number) =>
      server.run(
        async (strapi, later, { kernel, load }) => {
          kernel.clock.advanceSeconds(later);
          try {
            await load<typeof import('../../../plugins/messaging/server/src/services/attachments/drop-unsent.ts')>('./dist/plugins/messaging/server/src/services/attachments/drop-unsent.js').dropUnsent(strapi);
          } finally {
            kernel.clock.reset();
          }
        },
        seconds,
      );
    await dropUnsent(86_000);
    expect((await link(ada, unsent.id)).status).toBe(200);
    await dropUnsent(86_500);
    expect([(await link(ada, unsent.id)).status, (await link(ada, sent.id)).status]).toEqual([404, 200]);
    expect(codeOf(await send(ada, roomId, [unsent.id]))).toEqual([422, 'MESSAGING_ATTACHMENT_UNKNOWN']);
    await eventually(() => !storedFiles(server).includes(object));
  });

  it('is one of fifty at most that a person has not sent, also where all come at once', async () => {
    const greedy = await createUser(server);
    const roomId = await createRoom(greedy, [people().ben]);
    for (let n = 0; n < 44; n += 11) await Promise.all(upTo(11).map(() => uploaded(greedy, roomId)));
    const answers = await Promise.all(upTo(12).map(() => uploadTo(greedy, roomId, PDF)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 6 }, () => 201), ...Array.from({ length: 6 }, () => 409)]);
    expect((await server.db.query('SELECT FROM attachments WHERE owner = $1', [greedy.id])).rowCount).toBe(50);
  });
});

describe('a link to an attachment', () => {
  it('gives the file to be saved, and nothing that a browser would run', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    const file = await uploaded(ada, roomId, PDF, '写真 "1".pdf');
    await send(ada, roomId, [file.id]);
    const answer = await fetch(await linkTo(ben, file.id));
    expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true);
    expect(Object.fromEntries(['content-type', 'content-length', 'content-disposition', 'cache-control', 'x-content-type-options', 'content-security-policy'].map((name) => [name, answer.headers.get(name)]))).toEqual({
      'content-type': 'application/pdf', 'content-length': String(PDF.length), 'content-disposition': `attachment; filename="?? _1_.pdf"; filename*=UTF-8''${encodeURIComponent('写真 _1_.pdf')}`,
      'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff', 'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    });
    expect((await fetch(await linkTo(ben, file.id), { method: 'HEAD' })).status).toBe(200);
  });

  it('is for members; before it was sent for its owner alone. To everybody else there is no such thing', async () => {
    const { ada, ben, eve } = people();
    const roomId = await createRoom(ada, [ben]);
    const file = await uploaded(ada, roomId);
    const nobodys = await link(eve, `att_${'0'.repeat(26)}`);
    for (const stranger of [ben, eve]) {
      const answer = await link(stranger, file.id);
      expect([answer.status, answer.body]).toEqual([404, nobodys.body]);
    }
    await send(ada, roomId, [file.id]);
    expect([(await link(ben, file.id)).status, (await link(eve, file.id)).status]).toEqual([200, 404]);
  });

  it('holds for its file, its viewer and its time', async () => {
    const { ada, ben, eve } = people();
    const roomId = await createRoom(ada, [ben]);
    const [file, other] = [await uploaded(ada, roomId), await uploaded(ada, roomId)];
    await send(ada, roomId, [file.id, other.id]);
    const good = await linkTo(ben, file.id);
    const changed = (change: (url: URL) => void) => {
      const url = new URL(good);
      change(url);
      return fetch(url);
    };
    const foreign = await fetch(good.href.replace(file.id, `att_${'0'.repeat(26)}`));
    const refusals = await Promise.all([
      changed((url) => (url.pathname = url.pathname.replace(file.id, other.id))), changed((url) => url.searchParams.set('viewer', eve.id)), changed((url) => url.searchParams.set('expires', '99999999999')),
      changed((url) => url.searchParams.set('signature', `${url.searchParams.get('signature')?.slice(0, -3)}AAA`)),
    ]);
    const body = await foreign.json();
    for (const refusal of refusals) expect([refusal.status, await refusal.json()]).toEqual([404, body]);
    expect((await fetch(good)).status).toBe(200);
    await server.run((_strapi, _args, { kernel }) => kernel.clock.advanceSeconds(301));
    const late = await fetch(good);
    await server.run((_strapi, _args, { kernel }) => kernel.clock.reset());
    expect([late.status, ((await late.json()) as { error: { code: string } }).error.code]).toEqual([410, 'MESSAGING_LINK_EXPIRED']);
  });

  it('dies when its viewer leaves the room', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    const file = await uploaded(ada, roomId);
    await send(ada, roomId, [file.id]);
    const url = await linkTo(ben, file.id);
    await ada.http.delete(`/api/rooms/${roomId}/members/${ben.id}`);
    expect([(await fetch(url)).status, (await link(ben, file.id)).status, (await link(ada, file.id)).status]).toEqual([404, 404, 200]);
  });
});

describe('a message that is deleted', () => {
  it('takes its attachments with it: links, names, keys and bytes', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    const file = await uploaded(ada, roomId, Buffer.from('A secret'), 'the-name-of-a-secret.txt');
    const { body } = await send(ada, roomId, [file.id], { text: 'Look' });
    const [url, object] = [await linkTo(ben, file.id), await objectOf(file.id)];
    await ada.http.delete(`/api/messages/${body.data.messageId}`);
    expect([(await fetch(url)).status, (await link(ada, file.id)).status]).toEqual([404, 404]);
    expect((await server.db.query('SELECT FROM data_keys WHERE subject = $1', [object])).rowCount).toBe(0);
    await eventually(() => !storedFiles(server).includes(object));
    const [created] = await events(ben, roomId);
    expect(created?.data).toEqual({ messageId: body.data.messageId, clientMessageId: expect.any(String), text: null, isDeleted: true });
    const dump = await server.db.query<{ all: string }>(`SELECT (SELECT json_agg(e)::text FROM room_events e) || coalesce((SELECT json_agg(a)::text FROM attachments a), '') AS all`);
    expect(dump.rows[0]?.all).not.toContain('the-name-of-a-secret');
  });
});

describe('the database', () => {
  it('lets attachments change through the acts of the plugin alone, and gives each to one message', async () => {
    const { ada, ben } = people();
    const roomId = await createRoom(ada, [ben]);
    const file = await uploaded(ada, roomId);
    const { body } = await send(ada, roomId, [file.id]);
    const around = (text: string) => server.db.query(`BEGIN; SELECT set_config('mangrove.writer', 'messaging', true); ${text}; COMMIT`).finally(() => server.db.query('ROLLBACK'));
    await expect(server.db.query('DELETE FROM attachments')).rejects.toThrow('only through the acts');
    await expect(server.db.query('UPDATE attachments SET owner = $1', [ben.id])).rejects.toThrow('only through the acts');
    await expect(server.db.query('TRUNCATE attachments')).rejects.toThrow('never changed or removed');
    await expect(around(`UPDATE attachments SET message_id = NULL, place = NULL WHERE id = '${file.id}'`)).rejects.toThrow('is given to a message once');
    await expect(around(`UPDATE attachments SET owner = 'usr_x' WHERE id = '${file.id}'`)).rejects.toThrow('is given to a message once');
    await expect(around(`SELECT messaging_attach(ARRAY['${file.id}'], '${body.data.messageId}')`)).rejects.toThrow('is given to a message once');
  });
});
