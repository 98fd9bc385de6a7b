import { adminRoute } from '#kernel';
import * as tickets from '../http/tickets-admin';

/** Under `/messaging`, where Strapi serves the admin routes of this plugin. */
export default {
  type: 'admin',
  routes: [
    adminRoute(tickets.listQueue, 'desk.find'),
    adminRoute(tickets.getTicket, 'desk.findOne'),
    adminRoute(tickets.readLog, 'desk.events'),
    adminRoute(tickets.replyToTicket, 'desk.reply'),
    adminRoute(tickets.noteOnTicket, 'desk.note'),
    adminRoute(tickets.takeTicket, 'desk.take'),
    adminRoute(tickets.assignTicket, 'desk.assign'),
    adminRoute(tickets.moveTicket, 'desk.move'),
    adminRoute(tickets.labelTicket, 'desk.label'),
  ],
};
