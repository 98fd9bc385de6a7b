import { z } from '@strapi/utils';
import { defineEndpoint, NotFound } from '#kernel';
import { MessageDeleted, NotAllowedInRoom, RoomSilent, TooManyPins, TooManyReactions } from '../errors';
import { Banned, Muted } from '../moderation-errors';
import { messageId, roomId } from '../wire/ids';
import { emoji, message, switched } from '../wire/reactions';

const TAG = 'Messages';
const ofMessage = z.object({ id: messageId });
const ofReaction = z.object({ id: messageId, emoji });
const switchedAnswer = z.strictObject({ data: switched });

export const addReaction = defineEndpoint({
  id: 'addReaction', method: 'PUT', path: '/messages/:id/reactions/:emoji', tag: TAG, summary: 'React to a message',
  description: 'The emoji is part of the address, percent-encoded. A message has 20 different ones at most.',
  request: { params: ofReaction },
  responses: { 200: switchedAnswer },
  errors: [NotFound, MessageDeleted, Muted, Banned, RoomSilent, TooManyReactions],
  access: 'user',
});

export const removeReaction = defineEndpoint({
  id: 'removeReaction', method: 'DELETE', path: '/messages/:id/reactions/:emoji', tag: TAG, summary: 'Take a reaction of yours back',
  request: { params: ofReaction },
  responses: { 200: switchedAnswer },
  errors: [NotFound, MessageDeleted, Muted, Banned, RoomSilent],
  access: 'user',
});

export const pinMessage = defineEndpoint({
  id: 'pinMessage', method: 'PUT', path: '/messages/:id/pin', tag: TAG, summary: 'Pin a message to its room',
  description: 'In a group that is its owner’s; of two people either may. A room has 50 pinned messages at most.',
  request: { params: ofMessage },
  responses: { 200: switchedAnswer },
  errors: [NotFound, NotAllowedInRoom, MessageDeleted, Muted, Banned, RoomSilent, TooManyPins],
  access: 'user',
});

export const unpinMessage = defineEndpoint({
  id: 'unpinMessage', method: 'DELETE', path: '/messages/:id/pin', tag: TAG, summary: 'Take a pinned message off',
  request: { params: ofMessage },
  responses: { 200: switchedAnswer },
  errors: [NotFound, NotAllowedInRoom, MessageDeleted, Muted, Banned, RoomSilent],
  access: 'user',
});

export const listPins = defineEndpoint({
  id: 'listPins', method: 'GET', path: '/rooms/:id/pins', tag: TAG, summary: 'The pinned messages of a room as they are now, the last pinned first',
  request: { params: z.object({ id: roomId }) },
  responses: { 200: z.strictObject({ data: z.array(message) }) },
  errors: [NotFound],
  access: 'user',
});
