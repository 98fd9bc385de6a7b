import { z } from '@strapi/utils';

const idSchema = (prefix: string, example: string, what: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`), `The id of a ${what}, e.g. "${example}"`)
    .meta({ description: `Public id of a ${what}`, example });

export const roomId = idSchema('room', 'room_01kaqz3v8m4t6w0c9e5r2b7n1d', 'room');
export const userId = idSchema('usr', 'usr_01kaqz3v8m4t6w0c9e5r2b7n1d', 'user');
export const ticketId = idSchema('tkt', 'tkt_01kaqz3v8m4t6w0c9e5r2b7n1d', 'ticket');
export const staffId = idSchema('stf', 'stf_01kaqz3v8m4t6w0c9e5r2b7n1d', 'member of staff');
export const guestId = idSchema('gst', 'gst_01kaqz3v8m4t6w0c9e5r2b7n1d', 'guest');
/** In the conversation of a ticket staff are members too, and so are people without an account. */
export const memberId = z.union([userId, staffId, guestId]);
export const attachmentId = idSchema('att', 'att_01kaqz3v8m4t6w0c9e5r2b7n1d', 'attachment');
export const messageId = idSchema('msg', 'msg_01kaqz3v8m4t6w0c9e5r2b7n1d', 'message');

export const seq = z
  .number()
  .int('A whole number from 0')
  .min(0, 'A whole number from 0')
  .max(Number.MAX_SAFE_INTEGER)
  .meta({ description: 'A place in a room’s log; 0 is before the first event', example: 17 });

export const epoch = z.string().min(1).max(64).meta({ description: 'Changes when a log was restored from a backup: begin anew then', example: 'ep_01kaqz3v8m4t6w0c9e5r2b7n1d' });

/** An id of the sender's own making: the same one makes a repeated request find what the first one did. */
export const clientId = z
  .string()
  .regex(/^[\w.:-]{1,64}$/, 'One to 64 letters, digits or any of . _ : - of your own making')
  .meta({ description: 'Of your own making; a repeat with the same one finds what the first did', example: 'c0ffee-1' });
