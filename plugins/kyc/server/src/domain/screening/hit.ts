import { defineMachine } from '#kernel';

export type Disposition = 'open' | 'false_positive' | 'confirmed';

/** A hit waits until staff say whether it is the same person; they may learn better later, and nobody makes it unsaid. */
export const hitMachine = defineMachine<Disposition>('screening hit', 'open', {
  open: ['false_positive', 'confirmed'],
  false_positive: ['confirmed'],
  confirmed: ['false_positive'],
});

export const LONGEST_REASON = 2_000;
/** Why somebody was screened. */
export const TRIGGERS = ['application', 'list_change'] as const;
export type Trigger = (typeof TRIGGERS)[number];
