import { z } from '@strapi/utils';
import { defineEvents, type EventsOf } from '#kernel';

export type { Level, LevelLimits, Requirements } from './domain/level';
export { parseLevels } from './domain/level';
export type { ApplicationState } from './domain/application';
export type { ProfileState } from './domain/profile';

const application = { applicationId: z.string(), personId: z.string(), level: z.string(), attempt: z.int() };
const profile = { profileId: z.string(), personId: z.string() };

/** What happens to applications and levels. Payloads hold ids alone: whose they are is known to who may ask. */
export const kycEvents = defineEvents({
  'kyc.application_created': { when: 'Somebody began to apply for a level.', payload: z.strictObject(application) },
  'kyc.application_submitted': { when: 'An application was handed in, for the first time or again; the checks begin.', payload: z.strictObject(application) },
  'kyc.application_checked': { when: 'The automatic checks of an application are done: it waits for a reviewer.', payload: z.strictObject(application) },
  'kyc.application_withdrawn': { when: 'The applicant took an application back.', payload: z.strictObject(application) },
  'kyc.application_expired': { when: 'An application waited too long for its applicant.', payload: z.strictObject(application) },
  'kyc.second_review_needed': { when: 'A reviewer approved an application that a second one must confirm.', payload: z.strictObject(application) },
  'kyc.application_approved': { when: 'An application was approved; the level of the person follows in the same moment.', payload: z.strictObject(application) },
  'kyc.application_rejected': { when: 'An application was rejected. The person may begin another one.', payload: z.strictObject(application) },
  'kyc.resubmission_requested': { when: 'A reviewer asked for corrections; what was refused must be given anew.', payload: z.strictObject(application) },
  'kyc.number_shared': { when: 'An application was handed in with a number that another person has given, too.', payload: z.strictObject({ ...application, type: z.string() }) },
  'kyc.level_raised': { when: 'A person has a higher level than before, or one that had lapsed again: more money may move.', payload: z.strictObject({ ...profile, from: z.string(), to: z.string() }) },
  'kyc.review_due': { when: 'What a level stands on must be proved again; the level holds for the time of grace.', payload: z.strictObject({ ...profile, level: z.string() }) },
  'kyc.profile_suspended': { when: 'A level is worth nothing until it is renewed: the limits of a newcomer hold.', payload: z.strictObject({ ...profile, level: z.string() }) },
  'kyc.profile_revoked': { when: 'A level was taken back: no money may move.', payload: z.strictObject({ ...profile, level: z.string() }) },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof kycEvents> {}
}
