import { createHmac, randomBytes } from 'node:crypto';
import { describeInboundMail, type InboundMailHarness } from '../conformance';
import { rawMime } from './index';

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
const SECRETS = [newSecret(), newSecret()] as const;
const mailbox = rawMime({ secrets: SECRETS, authority: 'mx.example.com' });

const sign = (secret: string, rawBody: Buffer, { id = 'dlv_1', at = Date.now() } = {}) => {
  const timestamp = String(Math.floor(at / 1_000));
  const signature = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${timestamp}.`).update(rawBody).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
};

const harness = (): InboundMailHarness => ({
  mailbox,
  stranger: rawMime({ secrets: [newSecret()] }),
  deliver: (mime, signedWith) => ({ rawBody: mime, headers: sign(SECRETS[signedWith] ?? '', mime) }),
});

describeInboundMail('raw-mime', harness);

describe('a mail server that signs as Standard Webhooks says', () => {
  const body = Buffer.from('From: ada@example.org\r\n\r\nHello');

  it('may be five minutes off, and no more', () => {
    for (const seconds of [-290, 290]) expect(mailbox.verify(body, sign(SECRETS[0], body, { at: Date.now() + seconds * 1_000 }))).toBe(0);
    for (const seconds of [-310, 310]) expect(mailbox.verify(body, sign(SECRETS[0], body, { at: Date.now() + seconds * 1_000 }))).toBeUndefined();
  });

  it('signs the id and the time as well', () => {
    const headers = sign(SECRETS[0], body);
    expect(mailbox.verify(body, { ...headers, 'webhook-id': 'dlv_2' })).toBeUndefined();
    expect(mailbox.verify(body, { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) })).toBeUndefined();
  });

  it('may sign with the old secret and the new one while it is replaced', () => {
    const [older, newer] = [sign(SECRETS[1], body), sign(newSecret(), body)];
    expect(mailbox.verify(body, { ...older, 'webhook-signature': `${newer['webhook-signature']} ${older['webhook-signature']}` })).toBe(1);
  });

  it('is believed about authors by its name', () => {
    const mail = { messageId: null, from: { address: 'ada@example.org', name: '' }, recipients: [], subject: '', text: '', attachments: [] };
    expect(mailbox.verdict({ ...mail, headers: { 'authentication-results': ['mx.example.com; dmarc=pass header.from=example.org'] } })).toBe('pass');
    expect(mailbox.verdict({ ...mail, headers: { 'authentication-results': ['mx.example.com; dmarc=fail header.from=example.org'] } })).toBe('fail');
  });

  it.each([[], ['a text'], ['whsec_c2hvcnQ='], [`whsec_${randomBytes(65).toString('base64')}`]])('is refused at the start with secrets that are none: %p', (...secrets) => {
    expect(() => rawMime({ secrets })).toThrow(/expected whsec_|needs a secret/);
  });
});
