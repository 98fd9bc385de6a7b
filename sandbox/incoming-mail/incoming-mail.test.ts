import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createTransport } from 'nodemailer';
import { closeServer, listenOn } from '../http/listen.ts';
import { createMailReceiver, type MailReceiver } from './index.ts';

const SECRET = `whsec_${Buffer.from('a secret of the sandbox in a test').toString('base64')}`;

describe('the receiver of incoming mail', () => {
  let product: Server;
  let status = 202;
  let taken: { body: Buffer; headers: IncomingHttpHeaders }[] = [];
  let receiver: MailReceiver;
  let smtp: { host: string; port: number };

  beforeAll(async () => {
    product = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      taken.push({ body: Buffer.concat(chunks), headers: request.headers });
      response.writeHead(status).end();
    });
    const port = await listenOn(product, 'The product', 0, '127.0.0.1');
    receiver = createMailReceiver({ deliverTo: `http://127.0.0.1:${port}/mail`, secret: SECRET });
    smtp = await receiver.listen();
  });
  beforeEach(() => {
    status = 202;
    taken = [];
  });
  afterAll(async () => {
    await receiver.close();
    await closeServer(product);
  });

  const send = (mail: object, user?: string) =>
    createTransport({ ...smtp, ...(user === undefined ? {} : { auth: { user, pass: 'any' } }) }).sendMail({ from: 'Ada <ada@example.org>', to: 'support@mangrove.test', subject: 'Help', text: 'Help', ...mail });
  const heads = () => taken.map(({ body }) => body.toString().split('\r\n\r\n')[0] ?? '');

  it('hands a mail over as it came, signed, with its envelope on top', async () => {
    await send({ to: ['support@mangrove.test', 'billing@mangrove.test'] });
    expect(heads().map((head) => head.split('\r\n').slice(0, 2))).toEqual([
      ['Return-Path: <ada@example.org>', 'Delivered-To: support@mangrove.test'],
      ['Return-Path: <ada@example.org>', 'Delivered-To: billing@mangrove.test'],
    ]);
    const [{ body, headers }] = taken as [(typeof taken)[number]];
    const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
    const signed = createHmac('sha256', key).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.`).update(body).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signed}`);
  });

  it('hands attachments over as they came', async () => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7_919) % 256));
    await send({ attachments: [{ filename: 'photo.jpg', content: bytes }] });
    const [{ body }] = taken as [(typeof taken)[number]];
    const [, encoded = ''] = /filename=photo\.jpg\r\n\r\n([A-Za-z0-9+/=\r\n]+)\r\n--/.exec(body.toString()) ?? [];
    expect(Buffer.from(encoded, 'base64').equals(bytes)).toBe(true);
  });

  it('vouches for authors that have signed in, and against others; else it says nothing', async () => {
    await send({}, 'ada@example.org');
    await send({}, 'eve@example.org');
    await send({});
    expect(heads().map((head) => /^Authentication-Results: (.*)$/m.exec(head)?.[1]?.trim())).toEqual([
      'mx.mangrove.test; dmarc=pass header.from=example.org', 'mx.mangrove.test; dmarc=fail header.from=example.org', undefined,
    ]);
  });

  it('takes out what a sender says in its name', async () => {
    await send({ headers: { 'Authentication-Results': 'mx.mangrove.test; dmarc=pass header.from=example.org' } });
    expect(heads()[0]).not.toContain('Authentication-Results');
  });

  it('asks the sender to come again while the product does not take mail, and to give up what is too large', async () => {
    status = 503;
    await expect(send({})).rejects.toMatchObject({ responseCode: 451 });
    status = 413;
    await expect(send({})).rejects.toMatchObject({ responseCode: 552 });
  });
});
