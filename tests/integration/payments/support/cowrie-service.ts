import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { currencyDigits, type Money } from '../../../../plugins/kernel/server/src/index.ts';
import type { GatewayService } from '../../../../plugins/payments/server/src/gateways/conformance.ts';

interface Charge {
  status: string;
  asked: string;
  currency: string;
  paid: string | null;
}

export const COWRIE_KEY = 'ck_test';
export const COWRIE_SECRETS = ['whs_new', 'whs_old'];

/** The service behind `cowrie`: a few lines of `node:http` are enough for the conformance suite. */
export async function startCowrieService(): Promise<GatewayService & { baseUrl: string }> {
  const charges = new Map<string, Charge>();
  let fault: { how: 'timeout' | 'reset' | 'server-error'; when: 'before' | 'after' } | undefined;

  const answer = (request: IncomingMessage, body: string): { status: number; body: object } => {
    if (request.headers.authorization !== `Bearer ${COWRIE_KEY}`) return { status: 401, body: {} };
    if (request.method === 'GET') {
      const charge = charges.get((request.url ?? '').slice('/charges/'.length));
      return charge ? { status: 200, body: charge } : { status: 404, body: {} };
    }
    const { reference, amount, currency, email } = JSON.parse(body) as { reference: string; amount: string; currency: string; email: string };
    if (!email.includes('@')) return { status: 422, body: { reason: 'The e-mail address is no address.' } };
    if (!charges.has(reference)) charges.set(reference, { status: 'OPEN', asked: amount, currency, paid: null });
    return { status: 201, body: { checkout: `https://pay.cowrie.example/${reference}` } };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const { status, body: result } = fault?.when === 'before' ? { status: 500, body: {} } : answer(request, body);
    if (fault?.how === 'timeout') return;
    if (fault?.how === 'reset') return void request.socket.resetAndDestroy();
    response.writeHead(fault ? 500 : status, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  };

  const server = createServer((request, response) => void serve(request, response).catch((error: unknown) => response.destroy(error as Error)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const find = (reference: string) => {
    const charge = charges.get(reference);
    if (!charge) throw new Error(`Nobody was charged under ${reference}.`);
    return charge;
  };
  const toMajor = ({ minor, currency }: Money) => {
    const digits = currencyDigits(currency);
    return minor.toString().padStart(digits + 1, '0').replace(new RegExp(`(\\d{${digits}})$`), '.$1');
  };

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    misbehave: (how, when) => (fault = { how, when }),
    behave: () => (fault = undefined),
    pay: (reference, amount) => Object.assign(find(reference), { status: 'PAID', paid: amount ? toMajor(amount) : find(reference).asked, ...(amount && { asked: toMajor(amount) }) }),
    decline: (reference) => Object.assign(find(reference), { status: 'DECLINED' }),
    sayUnheardOf: (reference) => Object.assign(find(reference), { status: 'ON_THE_MOON' }),
    webhook(reference, signedWith) {
      const rawBody = Buffer.from(JSON.stringify({ kind: 'charge.paid', charge: reference }));
      const signature = createHmac('sha256', COWRIE_SECRETS[signedWith] ?? '').update(rawBody).digest('base64');
      return { rawBody, headers: { 'cowrie-signature': signature } };
    },
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
