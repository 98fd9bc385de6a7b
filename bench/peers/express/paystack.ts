import { createHmac, timingSafeEqual } from 'node:crypto';
import { Agent, get } from 'node:http';
import { Agent as SecureAgent, get as secureGet } from 'node:https';

/** What Paystack says about a transaction when asked. */
export interface Verified {
  status: string;
  reference: string;
  amount: number;
  requested_amount: number | null;
  currency: string;
}

/** Whether `signature` is the hex HMAC-SHA512 of the bytes under our secret key; compared in constant time. */
export function isSignedBy(secretKey: string, body: Buffer, signature: string | undefined): boolean {
  const given = Buffer.from(signature ?? '', 'hex');
  const expected = createHmac('sha512', secretKey).update(body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const TIMEOUT_MS = 10_000;

/** Asks Paystack over connections that stay open. */
export function createVerifier(baseUrl: string, secretKey: string): (reference: string) => Promise<Verified> {
  const isSecure = baseUrl.startsWith('https:');
  const agent = new (isSecure ? SecureAgent : Agent)({ keepAlive: true, maxSockets: 32 });
  const request = isSecure ? secureGet : get;
  const headers = { authorization: `Bearer ${secretKey}` };
  return (reference) =>
    new Promise((resolve, reject) => {
      const asked = request(`${baseUrl}/transaction/verify/${encodeURIComponent(reference)}`, { agent, headers, timeout: TIMEOUT_MS }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('error', reject);
        res.on('end', () => {
          try {
            if (res.statusCode !== 200) throw new Error(`Paystack answered ${res.statusCode} for ${reference}.`);
            resolve((JSON.parse(Buffer.concat(chunks).toString()) as { data: Verified }).data);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
      });
      asked.on('timeout', () => asked.destroy(new Error(`Paystack did not answer within ${TIMEOUT_MS} ms.`)));
      asked.on('error', reject);
    });
}
