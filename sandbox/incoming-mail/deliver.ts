import { createHmac, randomUUID } from 'node:crypto';

/** A mail that is refused with an SMTP code: 4xx asks the sender to come again, 5xx to give it up. */
export class Undeliverable extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.name = 'Undeliverable';
    this.responseCode = responseCode;
  }
}

/** Long, compared with what the product promises, and shorter than the patience of any sender. */
const TIMEOUT_MS = 30_000;

/**
 * Posts a mail, signed as Standard Webhooks says.
 *
 * @throws Undeliverable when it was not taken.
 */
export async function deliver(url: string, secret: string, mail: Buffer): Promise<void> {
  const id = `dlv_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(mail).digest('base64');
  const headers = { 'content-type': 'message/rfc822', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
  const status = await fetch(url, { method: 'POST', body: new Uint8Array(mail), headers, signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
    (answer) => answer.status,
    () => 0,
  );
  if (status === 413) throw new Undeliverable(552, 'The message is too large');
  if (status < 200 || status >= 300) throw new Undeliverable(451, `The product does not take mail now (${status === 0 ? 'no answer' : status})`);
}
