import { randomInt } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Tx } from '#kernel';
import { messagingConfig } from '../../config';

/**
 * The next number of a ticket. Each is up to a step beyond the last, at random, so that two numbers do not say how many
 * tickets lie between them. The counter is held until COMMIT: tickets are opened one after the other.
 */
export async function nextNumber(strapi: Core.Strapi, tx: Tx): Promise<number> {
  const { numberStart, numberStep } = messagingConfig(strapi).tickets;
  const [row] = await tx.query<{ last_number: number }>(
    `INSERT INTO ticket_numbers AS n (is_one, last_number) VALUES (true, $1)
     ON CONFLICT (is_one) DO UPDATE SET last_number = greatest(n.last_number + $2, $1) RETURNING last_number`,
    [numberStart, randomInt(1, numberStep + 1)],
  );
  if (!row) throw new Error('PostgreSQL gave no number for a ticket.');
  return row.last_number;
}
