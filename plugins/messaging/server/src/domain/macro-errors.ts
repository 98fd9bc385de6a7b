import { defineError } from '#kernel';

export const MacroNameTaken = defineError<{ name: string }>('TICKET_MACRO_NAME_TAKEN', 409, ({ name }) => `There is a macro "${name}" already. Change that one, or take another name.`, 'A second macro of the same owner gets the same name.');
export const MacroStepWrong = defineError<{ step: number; reason: string }>(
  'TICKET_MACRO_STEP_WRONG',
  422,
  ({ step, reason }) => `Step ${step}: ${reason}`,
  'A macro is saved with a step that nobody could do: it names somebody who does not answer tickets, or a canned reply that not everybody has who may run it.',
);

interface Undone {
  /** Counted from 1. */
  step: number;
  act: string;
  /** The code of the refusal that the same act would get by itself. */
  code: string;
  reason: string;
}
const sentence = ({ step, reason }: Undone) => `Nothing was done, because of step ${step}: ${reason}`;
export const MacroRefused = defineError<Undone>('TICKET_MACRO_REFUSED', 409, sentence, 'A step of a macro cannot be done with this ticket (any more); `details` say which, and why. None of its steps was done.');
export const MacroForbidden = defineError<Undone>('TICKET_MACRO_FORBIDDEN', 403, sentence, 'A macro does something that its user may not do by themselves; `details.step` says what. None of its steps was done.');
export const MacroChanged = defineError('TICKET_MACRO_CHANGED', 409, 'The macro was changed since you looked at it. Nothing was done: look at it again.', 'A macro is run with the `revision` of an earlier form of it.');
export const MacroActReused = defineError('TICKET_MACRO_ACT_REUSED', 409, 'You have run another macro under this `clientActId` here. Nothing was done: use a new one for each act.', 'A `clientActId` comes again with another macro.');
