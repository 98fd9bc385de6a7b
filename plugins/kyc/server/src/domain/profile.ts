import { defineMachine } from '#kernel';

export type ProfileState = 'active' | 'review_due' | 'suspended' | 'revoked';

/**
 * What a level is still worth. `review_due` keeps it for a time of grace, `suspended` counts as a newcomer, and `revoked`
 * may move no money at all. Only an approved application makes any of them `active` again.
 */
export const profileMachine = defineMachine<ProfileState>('KYC profile', 'active', {
  active: ['review_due', 'suspended', 'revoked'],
  review_due: ['active', 'suspended', 'revoked'],
  suspended: ['active', 'revoked'],
  revoked: ['active'],
});

export const RISKS = ['low', 'standard', 'high'] as const;
export type Risk = (typeof RISKS)[number];
