import { z } from '@strapi/utils';
import { CursorWrong, cursorSchema, defineEndpoint, limitSchema, nextCursorSchema } from '#kernel';
import { SearchTooBroad } from '../errors';
import { roomId } from '../wire/ids';
import { message } from '../wire/reactions';

export const searchMessages = defineEndpoint({
  id: 'searchMessages', method: 'GET', path: '/messages/search', tag: 'Messages', summary: 'Search the messages of your rooms, the newest first',
  description: 'Whole words, all of which must be there; "quoted ones" in this order; `or`; `-without`. As the messages are now: earlier versions and deleted messages are not found. A room that is not yours finds nothing.',
  request: {
    query: z.strictObject({
      q: z.string().trim().min(1).max(200).refine((text) => !text.includes('\0'), 'No NUL character').meta({ description: 'What to look for', example: 'launch "good morning" -rain' }),
      roomId: roomId.optional(),
      limit: limitSchema,
      cursor: cursorSchema.optional(),
    }),
  },
  responses: { 200: z.strictObject({ data: z.array(message), meta: z.strictObject({ nextCursor: nextCursorSchema }) }) },
  errors: [CursorWrong, SearchTooBroad],
  access: 'user',
});
