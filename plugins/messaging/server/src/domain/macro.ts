import type { MovableState, Priority } from './ticket';

/** One change of a macro. Texts are templates, see `template.ts`. */
export type MacroStep =
  /** Answers the customer. */
  | { act: 'reply'; text: string }
  /** Answers with what that canned reply says by then. */
  | { act: 'reply_canned'; cannedReplyId: string }
  | { act: 'note'; text: string }
  /** To whoever runs it. */
  | { act: 'take' }
  | { act: 'assign'; staffId: string | null }
  | { act: 'set_team'; team: string | null }
  | { act: 'set_priority'; priority: Priority }
  | { act: 'set_category'; category: string | null }
  | { act: 'add_tags'; tags: readonly string[] }
  | { act: 'remove_tags'; tags: readonly string[] }
  | { act: 'move'; state: MovableState }
  /** Puts it aside for so long, or until its customer writes. */
  | { act: 'snooze'; forSeconds: number };

export const MOST_STEPS = 20;
/** Ninety days. */
export const LONGEST_SNOOZE_SECONDS = 7_776_000;

/** What a step says, where it says something of its own. */
export const textOf = (step: MacroStep): string | undefined => (step.act === 'reply' || step.act === 'note' ? step.text : undefined);

/** The tags of a ticket after a step; as they were for any other. */
export function tagsAfter(tags: readonly string[], step: MacroStep): string[] {
  if (step.act === 'add_tags') return [...new Set([...tags, ...step.tags])];
  if (step.act === 'remove_tags') return tags.filter((tag) => !step.tags.includes(tag));
  return [...tags];
}
