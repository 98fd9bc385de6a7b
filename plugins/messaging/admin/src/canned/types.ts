export interface CannedReply {
  id: string;
  shortcut: string;
  title: string;
  text: string;
  language: string | null;
  isPersonal: boolean;
}

/** What a canned reply or a macro may stand for, and whether each ticket has it; held against the server's own list by a test. */
export const VARIABLES = { 'customer.name': false, 'customer.email': false, 'ticket.number': true, 'ticket.subject': true, 'ticket.category': false, 'agent.name': true } as const;
