import { defineError } from '#kernel';

export const ShortcutTaken = defineError<{ shortcut: string; title: string }>(
  'TICKET_SHORTCUT_TAKEN',
  409,
  ({ shortcut, title }) => `"/${shortcut}" is "${title}" already. Change that one, or take another shortcut.`,
  'A second canned reply is made with the same shortcut, language and owner.',
);
export const TemplateBroken = defineError<{ problem: string }>(
  'TICKET_TEMPLATE_BROKEN',
  409,
  ({ problem }) => `This text cannot be filled in: ${problem} Correct it where canned replies and macros are kept.`,
  'A stored text names a variable that there is not (any more).',
);
