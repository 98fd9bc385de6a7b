import { NotFound } from '#kernel';
import { MessageDeleted, NotAllowedInRoom, RoomSilent, TooManyPins, TooManyReactions } from '../errors';
import { Muted } from '../moderation-errors';
import { defineSocketEvent } from '../realtime/catalogue';
import { pinMessage } from '../services/messages/pin';
import { react } from '../services/messages/react';
import * as wire from '../wire/reactions';

defineSocketEvent({
  name: 'message:react',
  summary: 'Add a reaction of yours to a message, or take it back with `isOn: false`.',
  action: { users: 'message.react' },
  payload: wire.reactToMessage,
  acknowledgement: wire.switched,
  errors: [NotFound, MessageDeleted, Muted, RoomSilent, TooManyReactions],
  cost: 1,
  handle: ({ strapi, viewer }, { messageId, emoji, isOn = true }) => react(strapi, viewer, messageId, emoji, isOn),
});

defineSocketEvent({
  name: 'message:pin',
  summary: 'Pin a message to its room, or take it off with `isOn: false`. In a group that is its owner’s; of two people either may.',
  action: { users: 'message.pin' },
  payload: wire.pinMessage,
  acknowledgement: wire.switched,
  errors: [NotFound, NotAllowedInRoom, MessageDeleted, Muted, RoomSilent, TooManyPins],
  cost: 1,
  handle: ({ strapi, viewer }, { messageId, isOn = true }) => pinMessage(strapi, viewer, messageId, isOn),
});
