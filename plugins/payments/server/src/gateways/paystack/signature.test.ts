import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { signingSecretIndex as indexOfKey } from './signature';

const SECRETS = ['sk_test_new', 'sk_test_old', 'sk_test_oldest'];
/** With secrets as text, which is what a test reads best. */
const signingSecretIndex = (secrets: readonly string[], bytes: Buffer, signature: string | undefined) =>
  indexOfKey(secrets.map((secret) => createSecretKey(Buffer.from(secret))), bytes, signature);
const sign = (body: Buffer, secret: string) => createHmac('sha512', secret).update(body).digest('hex');
const body = Buffer.from('{"event":"charge.success","data":{"url":"https:\\/\\/x.test","name":"Zoë 🥭"}}');

describe('the signature of a webhook', () => {
  it.each([0, 1, 2])('is recognised under secret %i', (index) => {
    expect(signingSecretIndex(SECRETS, body, sign(body, SECRETS[index] ?? ''))).toBe(index);
  });

  it('may be written in capitals', () => {
    expect(signingSecretIndex(SECRETS, body, sign(body, 'sk_test_old').toUpperCase())).toBe(1);
  });

  it('under the same secret twice counts as the first', () => {
    expect(signingSecretIndex(['sk', 'sk'], body, sign(body, 'sk'))).toBe(0);
  });

  it('holds for bytes, not for what JSON makes of them', () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(rewritten.equals(body)).toBe(false);
    expect(signingSecretIndex(SECRETS, rewritten, sign(body, 'sk_test_new'))).toBeUndefined();
  });

  it('holds for bytes that are no UTF-8', () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0xc3]);
    expect(signingSecretIndex(SECRETS, bytes, sign(bytes, 'sk_test_new'))).toBe(0);
  });

  const right = sign(body, 'sk_test_new');
  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is too short', right.slice(0, -2)],
    ['is too long', `${right}00`],
    ['has an odd length', right.slice(0, -1)],
    ['is no hex', `${right.slice(0, -1)}g`],
    ['has blanks around', ` ${right}`],
    ['is in base64', createHmac('sha512', 'sk_test_new').update(body).digest('base64')],
    ['is a HMAC-SHA256', createHmac('sha256', 'sk_test_new').update(body).digest('hex')],
    ['belongs to another secret', sign(body, 'sk_test_other')],
    ['belongs to another body', sign(Buffer.from('{}'), 'sk_test_new')],
    ['comes twice in one header', `${right}, ${right}`],
  ])('that %s is refused', (_, signature) => {
    expect(signingSecretIndex(SECRETS, body, signature)).toBeUndefined();
  });

  it('does not survive the change of any one byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, change) => {
        const signed = Buffer.from(bytes);
        const signature = sign(signed, 'sk_test_new');
        const changed = Buffer.from(signed);
        const index = at % changed.length;
        changed[index] = (changed[index] ?? 0) ^ change;
        expect(signingSecretIndex(SECRETS, signed, signature)).toBe(0);
        expect(signingSecretIndex(SECRETS, changed, signature)).toBeUndefined();
      }),
    );
  });
});
