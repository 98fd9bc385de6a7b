import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type pg from 'pg';
import { isSignedBy } from './paystack.ts';
import { sealBody } from './sealing.ts';
import type { Settlement } from './settle.ts';

interface Notice {
  event: string;
  data?: { reference?: string };
}

/** `POST /api/webhooks/paystack`: checks the signature over the raw bytes, keeps them, answers, and works afterwards. */
export const receiveWebhook =
  (pool: pg.Pool, secretKey: string, masterKey: Buffer, settlement: Settlement) =>
  async (req: Request, res: Response): Promise<void> => {
    const body = req.body as Buffer;
    if (!Buffer.isBuffer(body) || !isSignedBy(secretKey, body, req.get('x-paystack-signature'))) {
      res.status(401).json({ data: null, error: { status: 401, message: 'The signature does not fit the body.' } });
      return;
    }
    const notice = JSON.parse(body.toString()) as Notice;
    const reference = notice.data?.reference ?? null;
    const { sealed, wrappedKey } = sealBody(masterKey, body);
    const { rows } = await pool.query<{ id: string }>({
      name: 'store-webhook',
      text: `INSERT INTO webhooks (body_sha256, event, reference, body_key, body_sealed) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (body_sha256) DO NOTHING RETURNING id`,
      values: [createHash('sha256').update(body).digest(), notice.event, reference, wrappedKey, sealed],
    });
    res.json({ received: true });
    const fresh = rows[0];
    if (fresh) settlement.add({ id: fresh.id, event: notice.event, reference });
  };
