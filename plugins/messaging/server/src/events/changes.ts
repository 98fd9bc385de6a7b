import { NotFound } from '#kernel';
import { EditTooLate, MentionUnknown, MessageDeleted, NotAllowedInRoom, RoomSilent, TooManyEdits } from '../errors';
import { Muted, TextRefused, TextUnchecked } from '../moderation-errors';
import { defineSocketEvent } from '../realtime/catalogue';
import { deleteMessage } from '../services/messages/delete';
import { editMessage } from '../services/messages/edit';
import * as wire from '../wire/messages';

defineSocketEvent({
  name: 'message:edit',
  summary: 'Change what a message of yours says, and whom it mentions. The text that it has already changes nothing: send it again where the acknowledgement was lost.',
  action: { users: 'message.edit', staff: 'tickets.answer' },
  payload: wire.editMessage,
  acknowledgement: wire.changed,
  errors: [NotFound, NotAllowedInRoom, MessageDeleted, Muted, RoomSilent, EditTooLate, TooManyEdits, MentionUnknown, TextRefused, TextUnchecked],
  cost: 1,
  handle: ({ strapi, viewer }, { messageId, ...change }) => editMessage(strapi, viewer, messageId, change),
});

defineSocketEvent({
  name: 'message:delete',
  summary: 'Erase the texts of a message of yours, or of anybody in a room that you own. Its place in the log stays.',
  action: { users: 'message.delete', staff: 'tickets.answer' },
  payload: wire.deleteMessage,
  acknowledgement: wire.changed,
  errors: [NotFound, NotAllowedInRoom],
  cost: 1,
  handle: ({ strapi, viewer }, { messageId }) => deleteMessage(strapi, viewer, messageId),
});
