import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WEBHOOK_AMOUNT_MINOR } from './seed.ts';

/**
 * Stands in for Paystack's verify: every transaction succeeded, with the one amount that all payments here have. A
 * process of its own that does as little as possible, because whatever it takes is taken from both servers alike and
 * would only bring their figures closer together..
 */
const PATH = '/transaction/verify/';

const answerFor = (reference: string) => ({
  status: true,
  message: 'Verification successful',
  data: {
    id: 4_099_260_516,
    domain: 'test',
    status: 'success',
    reference,
    amount: WEBHOOK_AMOUNT_MINOR,
    requested_amount: WEBHOOK_AMOUNT_MINOR,
    currency: 'NGN',
    message: null,
    gateway_response: 'Successful',
    paid_at: '2026-01-01T00:00:30.000Z',
    created_at: '2026-01-01T00:00:00.000Z',
    channel: 'card',
    fees: 17_500,
    metadata: '',
    customer: { id: 181_873_746, email: 'payer@example.com', customer_code: 'CUS_1rkzaqsv4rrhqo6' },
    authorization: { authorization_code: 'AUTH_uh8bcl3zbn', bin: '408408', last4: '4081', card_type: 'visa', channel: 'card', reusable: true },
  },
});

const server = createServer((req, res) => {
  req.resume();
  const isKnown = req.url?.startsWith(PATH) && req.headers.authorization?.startsWith('Bearer sk_');
  const body = JSON.stringify(isKnown ? answerFor(decodeURIComponent((req.url ?? '').slice(PATH.length))) : { status: false, message: 'Not here' });
  res.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  res.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
