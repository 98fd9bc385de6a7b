import express, { type NextFunction, type Request, type Response } from 'express';
import pg from 'pg';
import { authenticate } from './authentication.ts';
import { listTransactions } from './list-transactions.ts';
import { createOutbox } from './outbox.ts';
import { createVerifier } from './paystack.ts';
import { receiveWebhook } from './receive-webhook.ts';
import { createSettlement } from './settle.ts';
import { readSettings } from './settings.ts';

const settings = readSettings();
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 20 });
pool.on('error', (error) => console.error('An idle database connection broke.', error));

const outbox = createOutbox(pool);
const settlement = createSettlement(pool, createVerifier(settings.paystackBaseUrl, settings.paystackSecretKey), outbox);
await settlement.resume();

const app = express();
app.disable('x-powered-by');
// Nobody asks for these answers conditionally, so hashing each of them would be for nothing.
app.disable('etag');
app.get('/health', (_req, res) => void res.json({ ok: true }));
app.get('/api/transactions', authenticate(pool, settings.jwtKey), listTransactions(pool));
app.post(
  '/api/webhooks/paystack',
  express.raw({ type: () => true, limit: '1mb' }),
  receiveWebhook(pool, settings.paystackSecretKey, settings.masterKey, settlement),
);
app.use((error: Error & { status?: number }, _req: Request, res: Response, _next: NextFunction) => {
  const status = error.status ?? (error instanceof SyntaxError ? 400 : 500);
  if (status >= 500) console.error(error);
  res.status(status).json({ data: null, error: { status, message: status < 500 ? error.message : 'Something went wrong.' } });
});

const server = app.listen(settings.port, '127.0.0.1');
process.once('SIGTERM', () => server.close(() => void pool.end()));
