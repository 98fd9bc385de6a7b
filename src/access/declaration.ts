import { apiModerators, defineAccess, everyone, moderators, users } from './define';

/**
 * Who may call what: the only place that says so. A handler of the content API without an entry is not served, an admin
 * route of ours whose permission is not declared is not served either, and a test fails.
 *
 * A plugin's block: its handlers by who may call them, and the permissions that staff need for its admin pages. Super Admin
 * holds every permission; `heldBy` names the other staff roles that get it when it first appears.
 */
export const access = defineAccess({
  'users-permissions': {
    api: {
      'auth.register': everyone,
      'auth.callback': everyone,
      'auth.refresh': everyone,
      'auth.forgotPassword': everyone,
      'auth.resetPassword': everyone,
      'auth.sendEmailConfirmation': everyone,
      'auth.emailConfirmation': everyone,
      'auth.changePassword': users,
      'auth.logout': users,
      'auth.getSessions': users,
      'auth.revokeSession': users,
      'user.me': users,
    },
  },
  payments: {
    api: {
      'payment.create': users,
      'payment.findOne': users,
      'payment.sync': users,
      'transaction.find': users,
      'wallet.find': users,
      'wallet.entries': users,
      'webhook.receive': everyone,
    },
    staff: {
      'payments.read': { does: 'See payments, their ledger entries and their discrepancies', heldBy: moderators },
      'payments.sync': { does: 'Ask the gateway about a payment again', heldBy: moderators },
      'payments.resolve': { does: 'Credit, return or dismiss what does not fit' },
      'payments.refund': { does: 'Return a payment to the payer' },
      'webhooks.read': { does: 'Read the raw body of a webhook (each reading is recorded)', heldBy: moderators },
      'webhooks.replay': { does: 'Have a webhook processed again' },
    },
  },
  kyc: {
    api: {
      'level.find': users,
      'profile.findOne': users,
      'application.create': users,
      'application.findOne': users,
      'application.update': users,
      'application.submit': users,
      'application.withdraw': users,
    },
    staff: {
      'applications.read': { does: 'See KYC applications and what applicants say about themselves (each reading is recorded)', heldBy: moderators },
      'applications.review': { does: 'Claim and decide KYC applications', heldBy: moderators },
      'numbers.reveal': { does: 'Read a whole identity number (each reading is recorded with its purpose)', heldBy: moderators },
      'profiles.restrict': { does: 'Suspend or revoke the level of a person' },
    },
  },
  messaging: {
    api: {
      'room.create': users,
      'room.find': users,
      'room.findOne': users,
      'room.sync': users,
      'room.read': users,
      'room.typing': users,
      'attachment.upload': users,
      'attachment.link': users,
      // The link is the token.
      'attachment.content': everyone,
      'event.find': users,
      'presence.find': users,
      'block.put': users,
      'block.find': users,
      'room.update': users,
      'member.add': users,
      'member.remove': users,
      'message.send': users,
      'message.edit': users,
      'message.delete': users,
      'message.versions': users,
      'message.search': users,
      'message.react': users,
      'message.pin': users,
      'message.pins': users,
      'ticket.open': users,
      'ticket.find': users,
      'ticket.findOne': users,
      'ticket.reopen': users,
      'ticket.close': users,
      'mail.receive': everyone,
      'ticket.rate': users,
      'report.create': users,
      'sanction.find': users,
      'slowMode.put': users,
      'moderation.listReports': apiModerators,
      'moderation.readReport': apiModerators,
      'moderation.resolveReport': apiModerators,
      'moderation.removeMessage': apiModerators,
      'moderation.searchSanctions': apiModerators,
      'moderation.createSanction': apiModerators,
      'moderation.liftSanction': apiModerators,
      'guest.ask': everyone,
      'guest.confirm': everyone,
    },
    staff: {
      'tickets.read': { does: 'See tickets, their conversations and the notes of the staff', heldBy: moderators },
      'tickets.answer': { does: 'Answer tickets, write notes, take, move and label them, run macros, split tickets, keep canned replies and macros of one’s own', heldBy: moderators },
      'tickets.assign': { does: 'Give tickets to others and to teams', heldBy: moderators },
      'tickets.rules': { does: 'Change SLA policies, calendars, follow-up rules, agents, and everybody’s canned replies and macros' },
      'tickets.report': { does: 'See how long tickets take, by agent and category', heldBy: moderators },
      'mails.read': { does: 'See what became of mails, and read them as they came (each reading is recorded)', heldBy: moderators },
      'mails.decide': { does: 'Open tickets for mails that were held back, or dismiss them', heldBy: moderators },
      'moderation.act': { does: 'See what was reported (each look is recorded), take messages away, mute and ban people', heldBy: moderators },
    },
  },
  kernel: {
    staff: {
      'audit.read': { does: 'Read the audit chain' },
      'access.read': { does: 'See what was changed by hand in roles and permissions' },
      'people.link': { does: 'Link a member of staff to an API user' },
    },
  },
});
