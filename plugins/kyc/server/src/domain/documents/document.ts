import { defineMachine } from '#kernel';

export type DocumentState = 'pending' | 'accepted' | 'refused' | 'superseded';

/**
 * What staff think of a document may change until the application is decided. Only a refused one is replaced, and then
 * it stays beside the one that took its place: what was seen once is never unseen.
 */
export const documentMachine = defineMachine<DocumentState>('document', 'pending', {
  pending: ['accepted', 'refused'],
  accepted: ['refused'],
  refused: ['accepted', 'superseded'],
  superseded: [],
});

/** States in which a document counts for its application. */
export const LIVE_STATES: readonly DocumentState[] = ['pending', 'accepted', 'refused'];
