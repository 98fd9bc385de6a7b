import { z } from '@strapi/utils';
import { CursorWrong, cursorSchema, defineEndpoint, limitSchema, nextCursorSchema, NotFound } from '#kernel';
import { CannotBlockOneself, TooManyBlocks } from '../errors';
import { userId } from '../wire/ids';

const TAG = 'Blocks';
const ofPerson = z.object({ userId });

export const putBlock = defineEndpoint({
  id: 'putBlock', method: 'PUT', path: '/blocks/:userId', tag: TAG, summary: 'Keep somebody away from you',
  description: 'No direct room with them, and no word in the one that there is. They are not told, and cannot tell it from an account that is gone. Groups stay as they are.',
  request: { params: ofPerson },
  responses: { 204: null },
  errors: [NotFound, CannotBlockOneself, TooManyBlocks],
  access: 'user',
});

export const deleteBlock = defineEndpoint({
  id: 'deleteBlock', method: 'DELETE', path: '/blocks/:userId', tag: TAG, summary: 'Let somebody come near again',
  request: { params: ofPerson },
  responses: { 204: null },
  errors: [],
  access: 'user',
});

export const listBlocks = defineEndpoint({
  id: 'listBlocks', method: 'GET', path: '/blocks', tag: TAG, summary: 'Whom you keep away',
  request: { query: z.strictObject({ limit: limitSchema, cursor: cursorSchema.optional() }) },
  responses: { 200: z.strictObject({ data: z.array(z.strictObject({ userId })), meta: z.strictObject({ nextCursor: nextCursorSchema }) }) },
  errors: [CursorWrong],
  access: 'user',
});
