import { z } from '@strapi/utils';
import { defineEndpoint, NotFound } from '#kernel';
import { EditTooLate, MessageDeleted, NotAllowedInRoom, RoomSilent, TooManyEdits } from '../errors';
import { messageId } from '../wire/ids';
import { changed, messageText } from '../wire/messages';

const TAG = 'Messages';
const ofMessage = z.object({ id: messageId });
const changedAnswer = z.strictObject({ data: changed });

export const editMessage = defineEndpoint({
  id: 'editMessage', method: 'PATCH', path: '/messages/:id', tag: TAG, summary: 'Change what a message of yours says',
  description: 'Its earlier texts are kept as versions. The text that it has already changes nothing.',
  request: { params: ofMessage, body: z.strictObject({ text: messageText }) },
  responses: { 200: changedAnswer },
  errors: [NotFound, NotAllowedInRoom, MessageDeleted, RoomSilent, EditTooLate, TooManyEdits],
  access: 'user',
});

export const deleteMessage = defineEndpoint({
  id: 'deleteMessage', method: 'DELETE', path: '/messages/:id', tag: TAG, summary: 'Erase a message of yours, or of a room that you own',
  description: 'All its texts are erased, in earlier events of the log too. Its place in the log stays. Deleting it again changes nothing.',
  request: { params: ofMessage },
  responses: { 200: changedAnswer },
  errors: [NotFound, NotAllowedInRoom],
  access: 'user',
});

export const listVersions = defineEndpoint({
  id: 'listMessageVersions', method: 'GET', path: '/messages/:id/versions', tag: TAG, summary: 'Everything that a message has said, the first text first',
  description: 'Nothing once the message was deleted.',
  request: { params: ofMessage },
  responses: {
    200: z.strictObject({
      data: z.array(
        z.strictObject({
          version: z.number().int().min(1).meta({ example: 1 }),
          text: z.string().meta({ example: 'Good morning' }),
          at: z.iso.datetime().meta({ description: 'When it was written; ISO 8601, UTC', example: '2026-11-22T18:00:00.000Z' }),
        }),
      ),
    }),
  },
  errors: [NotFound],
  access: 'user',
});
