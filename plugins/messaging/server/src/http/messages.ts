import { z } from '@strapi/utils';
import { defineEndpoint, NotFound } from '#kernel';
import { EditTooLate, MentionUnknown, MessageDeleted, NotAllowedInRoom, RoomSilent, TooManyEdits } from '../errors';
import { Banned, Muted, TextRefused, TextUnchecked } from '../moderation-errors';
import { messageId } from '../wire/ids';
import { changed, editMessage as editMessageBody } from '../wire/messages';

const TAG = 'Messages';
const ofMessage = z.object({ id: messageId });
const changedAnswer = z.strictObject({ data: changed });

export const editMessage = defineEndpoint({
  id: 'editMessage', method: 'PATCH', path: '/messages/:id', tag: TAG, summary: 'Change what a message of yours says, and whom it mentions',
  description: 'Its earlier texts are kept as versions. The text that it has already changes nothing.',
  request: { params: ofMessage, body: editMessageBody.omit({ messageId: true }) },
  responses: { 200: changedAnswer },
  errors: [NotFound, NotAllowedInRoom, MessageDeleted, Muted, Banned, RoomSilent, EditTooLate, TooManyEdits, MentionUnknown, TextRefused, TextUnchecked],
  access: 'user',
});

export const deleteMessage = defineEndpoint({
  id: 'deleteMessage', method: 'DELETE', path: '/messages/:id', tag: TAG, summary: 'Erase a message of yours, or of a room that you own',
  description: 'All its texts are erased, in earlier events of the log too. Its place in the log stays. Deleting it again changes nothing.',
  request: { params: ofMessage },
  responses: { 200: changedAnswer },
  errors: [NotFound, NotAllowedInRoom, Banned],
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
