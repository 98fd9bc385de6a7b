import { adminRoute } from '#kernel';
import * as canned from '../http/canned-replies-admin';
import { reportTickets } from '../http/reports-admin';
import * as sla from '../http/sla-admin';
import * as macros from '../http/macros-admin';
import * as mails from '../http/mails-admin';
import { splitTicket } from '../http/split-admin';
import * as files from '../http/ticket-files-admin';
import * as tickets from '../http/tickets-admin';
import { staffModerationRoutes } from './moderation';

const editing = (endpoints: typeof sla.calendars | typeof sla.policies | typeof sla.followUpRules | typeof sla.agents, controller: string) => [
  adminRoute(endpoints.list, `${controller}.find`),
  adminRoute(endpoints.create, `${controller}.create`),
  adminRoute(endpoints.replace, `${controller}.replace`),
  adminRoute(endpoints.remove, `${controller}.remove`),
];

/** Under `/messaging`, where Strapi serves the admin routes of this plugin. */
export default {
  type: 'admin',
  routes: [
    adminRoute(tickets.listQueue, 'desk.find'),
    adminRoute(tickets.getTicket, 'desk.findOne'),
    adminRoute(tickets.readLog, 'desk.events'),
    adminRoute(tickets.replyToTicket, 'desk.reply'),
    adminRoute(tickets.noteOnTicket, 'desk.note'),
    adminRoute(files.uploadForTicket, 'ticketFiles.upload'),
    adminRoute(files.linkInTicket, 'ticketFiles.link'),
    adminRoute(files.discardUpload, 'ticketFiles.discard'),
    adminRoute(tickets.takeTicket, 'desk.take'),
    adminRoute(tickets.assignTicket, 'desk.assign'),
    adminRoute(tickets.moveTicket, 'desk.move'),
    adminRoute(tickets.scheduleReply, 'scheduled.create'),
    adminRoute(tickets.listScheduled, 'scheduled.find'),
    adminRoute(tickets.cancelScheduled, 'scheduled.cancel'),
    adminRoute(tickets.readSidebar, 'desk.sidebar'),
    adminRoute(tickets.labelTicket, 'desk.label'),
    adminRoute(tickets.snoozeTicket, 'desk.snooze'),
    adminRoute(tickets.mergeTicket, 'desk.merge'),
    adminRoute(splitTicket, 'split.create'),
    adminRoute(tickets.listTicketStaff, 'desk.staff'),
    adminRoute(canned.listReplies, 'cannedReplies.find'),
    adminRoute(canned.createReply, 'cannedReplies.create'),
    adminRoute(canned.replaceReply, 'cannedReplies.replace'),
    adminRoute(canned.removeReply, 'cannedReplies.remove'),
    adminRoute(canned.renderReply, 'cannedReplies.render'),
    adminRoute(macros.listMacros, 'macros.find'),
    adminRoute(macros.createMacro, 'macros.create'),
    adminRoute(macros.replaceMacro, 'macros.replace'),
    adminRoute(macros.removeMacro, 'macros.remove'),
    adminRoute(macros.previewMacro, 'macros.preview'),
    adminRoute(macros.runMacro, 'macros.run'),
    adminRoute(sla.listClocks, 'ticketTime.clocks'),
    adminRoute(sla.previewTicket, 'ticketTime.preview'),
    adminRoute(reportTickets, 'ticketTime.report'),
    ...editing(sla.calendars, 'calendars'),
    ...editing(sla.policies, 'policies'),
    ...editing(sla.followUpRules, 'followUpRules'),
    ...editing(sla.agents, 'agents'),
    adminRoute(sla.setAvailability, 'agents.setAvailability'),
    adminRoute(mails.listMails, 'post.find'),
    adminRoute(mails.readMail, 'post.read'),
    adminRoute(mails.downloadMail, 'post.download'),
    adminRoute(mails.releaseMail, 'post.release'),
    adminRoute(mails.dismissMail, 'post.dismiss'),
    ...staffModerationRoutes,
  ],
};
