import type { StaffTicket, TicketPriority } from '../api/types';

export type MacroStep =
  | { act: 'reply'; text: string }
  | { act: 'reply_canned'; cannedReplyId: string }
  | { act: 'note'; text: string }
  | { act: 'take' }
  | { act: 'assign'; staffId: string | null }
  | { act: 'set_team'; team: string | null }
  | { act: 'set_priority'; priority: TicketPriority }
  | { act: 'set_category'; category: string | null }
  | { act: 'add_tags'; tags: readonly string[] }
  | { act: 'remove_tags'; tags: readonly string[] }
  | { act: 'move'; state: StaffTicket['moves'][number] }
  | { act: 'snooze'; forSeconds: number };

export interface Macro {
  id: string;
  name: string;
  steps: MacroStep[];
  isPersonal: boolean;
}

export interface MacroPreview {
  revision: string;
  steps: { act: string; text: string | null }[];
  refusal: { step: number; code: string; reason: string } | null;
}

/** A step of each kind, as it begins in the form; in the order in which they are offered. */
export const NEW_STEPS: { readonly [A in MacroStep['act']]: Extract<MacroStep, { act: A }> } = {
  reply: { act: 'reply', text: '' },
  reply_canned: { act: 'reply_canned', cannedReplyId: '' },
  note: { act: 'note', text: '' },
  take: { act: 'take' },
  assign: { act: 'assign', staffId: null },
  set_team: { act: 'set_team', team: null },
  set_priority: { act: 'set_priority', priority: 'high' },
  set_category: { act: 'set_category', category: null },
  add_tags: { act: 'add_tags', tags: [] },
  remove_tags: { act: 'remove_tags', tags: [] },
  move: { act: 'move', state: 'resolved' },
  snooze: { act: 'snooze', forSeconds: 86_400 },
};

export const ACTS = Object.keys(NEW_STEPS) as MacroStep['act'][];
export const MOVES = ['open', 'waiting_on_customer', 'waiting_on_us', 'resolved', 'closed', 'spam'] as const satisfies readonly StaffTicket['moves'][number][];
/** An hour, four hours, a day, three days, a week. */
export const SNOOZES = [3_600, 14_400, 86_400, 259_200, 604_800] as const;
export const MOST_STEPS = 20;
