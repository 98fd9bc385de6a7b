import { route } from '#kernel';
import * as attachments from '../http/attachments';
import * as blocks from '../http/blocks';
import * as endpoints from '../http/endpoints';
import * as guests from '../http/guests';
import { receiveMail } from '../http/inbound-mail';
import { keepBannedOut } from '../http/keep-banned-out';
import * as members from '../http/members';
import * as messages from '../http/messages';
import { getPresence } from '../http/presence';
import * as reactions from '../http/reactions';
import { searchMessages } from '../http/search';
import * as tickets from '../http/tickets';
import { moderationRoutes } from './moderation';

export default {
  type: 'content-api',
  prefix: '',
  routes: [
    route(endpoints.createRoom, 'room.create'),
    route(endpoints.listRooms, 'room.find'),
    // Before `/rooms/:id`, which would take it.
    route(endpoints.syncRooms, 'room.sync'),
    route(endpoints.getRoom, 'room.findOne'),
    route(endpoints.readEvents, 'event.find'),
    route(endpoints.sendMessage, 'message.send'),
    route(endpoints.markRead, 'room.read'),
    route(endpoints.tellTyping, 'room.typing'),
    route(members.changeRoom, 'room.update'),
    route(members.addMembers, 'member.add'),
    route(members.removeMember, 'member.remove'),
    route(getPresence, 'presence.find'),
    route(attachments.uploadAttachment, 'attachment.upload'),
    route(attachments.linkAttachment, 'attachment.link'),
    route(attachments.readAttachment, 'attachment.content'),
    route(blocks.putBlock, 'block.put'),
    route(blocks.deleteBlock, 'block.put'),
    route(blocks.listBlocks, 'block.find'),
    route(messages.editMessage, 'message.edit'),
    route(messages.deleteMessage, 'message.delete'),
    route(messages.listVersions, 'message.versions'),
    route(searchMessages, 'message.search'),
    route(reactions.addReaction, 'message.react'),
    route(reactions.removeReaction, 'message.react'),
    route(reactions.pinMessage, 'message.pin'),
    route(reactions.unpinMessage, 'message.pin'),
    route(reactions.listPins, 'message.pins'),
    route(receiveMail, 'mail.receive'),
    route(guests.askAsGuest, 'guest.ask'),
    route(guests.confirmGuest, 'guest.confirm'),
    route(tickets.openTicket, 'ticket.open'),
    route(tickets.listTickets, 'ticket.find'),
    route(tickets.getTicket, 'ticket.findOne'),
    route(tickets.reopenTicket, 'ticket.reopen'),
    route(tickets.closeTicket, 'ticket.close'),
    route(tickets.rateTicket, 'ticket.rate'),
    ...moderationRoutes,
  ].map(keepBannedOut),
};
