import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import { z } from '@strapi/utils';
import { defineError } from './errors';

export const CursorWrong = defineError(
  'KERNEL_CURSOR_WRONG',
  400,
  'This cursor does not belong to this list. Take `meta.nextCursor` of the page before, with the same filters, or leave it out.',
);

const MAC_BYTES = 16;
const keys = new WeakMap<Buffer, KeyObject>();

const keyOf = (masterKey: Buffer): KeyObject => {
  let key = keys.get(masterKey);
  if (!key) {
    key = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'mangrove cursors', 32)));
    keys.set(masterKey, key);
  }
  return key;
};

const macOf = (masterKey: Buffer, scope: string, body: string): Buffer =>
  createHmac('sha256', keyOf(masterKey)).update(`${scope}\n${body}`).digest().subarray(0, MAC_BYTES);

/**
 * Names a position in a list as opaque text. It is signed together with `scope` (who reads which list, under which
 * filters), so that it means nothing to anybody else.
 */
export function writeCursor(masterKey: Buffer, scope: string, position: readonly (string | number)[]): string {
  const body = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${body}.${macOf(masterKey, scope, body).toString('base64url')}`;
}

/** @throws CursorWrong when the text is not a cursor of this scope. */
export function readCursor(masterKey: Buffer, scope: string, cursor: string): (string | number)[] {
  const [body = '', mac = ''] = cursor.split('.');
  const given = Buffer.from(mac, 'base64url');
  if (given.length !== MAC_BYTES || !timingSafeEqual(given, macOf(masterKey, scope, body))) throw new CursorWrong();
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as (string | number)[];
}

export const cursorSchema = z.string().min(1).max(512).meta({ description: '`meta.nextCursor` of the page before' });
export const nextCursorSchema = z.string().nullable().meta({ description: '`null` on the last page' });

/** A whole number in a query string, e.g. `limit=25`. */
export const limitSchema = z
  .string()
  .regex(/^\d{1,3}$/, 'A whole number from 1 to 100')
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= 100, 'A whole number from 1 to 100')
  .optional()
  .transform((limit) => limit ?? 25)
  .meta({ description: '1 to 100, 25 if absent', example: '25' });
