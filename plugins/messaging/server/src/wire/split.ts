import { z } from '@strapi/utils';
import { messageId } from './ids';
import { category, priority, subject } from './tickets';

const MOST_MESSAGES = 100;

export const split = z.strictObject({
  messageIds: z
    .array(messageId)
    .min(1)
    .max(MOST_MESSAGES)
    .refine((ids) => new Set(ids).size === ids.length, 'Each message once')
    .meta({ description: 'Messages of the conversation; they go on in the order in which they were said', example: ['msg_01kaqz3v8m4t6w0c9e5r2b7n1d'] }),
  subject,
  priority: priority.optional().meta({ description: 'As that of this ticket, if absent' }),
  category: category.nullable().optional().meta({ description: 'As that of this ticket, if absent' }),
});
