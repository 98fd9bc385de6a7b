import { z } from '@strapi/utils';
import { defineEvents, type EventsOf } from '#kernel';
import { RISKS } from './domain/profile';

export type { Level, LevelLimits, Requirements } from './domain/level';
export { parseLevels } from './domain/level';
export type { ApplicationState } from './domain/application';
export type { ProfileState } from './domain/profile';

const application = { applicationId: z.string(), personId: z.string(), level: z.string(), attempt: z.int() };
const document = { documentId: z.string(), applicationId: z.string(), personId: z.string(), type: z.string(), side: z.string(), version: z.int() };
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
  'kyc.document_uploaded': { when: 'A document was sent for an application; nobody has looked at it yet.', payload: z.strictObject(document) },
  'kyc.document_shared': { when: 'A document was sent whose file another person has sent, too.', payload: z.strictObject(document) },
  'kyc.document_removed': { when: 'A document was taken back, or replaced, before it was handed in; its bytes are erased.', payload: z.strictObject(document) },
  'kyc.document_judged': { when: 'A reviewer accepted or refused a document. The applicant is not to hear of it before the application is decided.', payload: z.strictObject({ ...document, state: z.enum(['accepted', 'refused']) }) },
  'kyc.level_raised': { when: 'A person has a higher level than before, or one that had lapsed again: more money may move.', payload: z.strictObject({ ...profile, from: z.string(), to: z.string() }) },
  'kyc.risk_changed': { when: 'Staff said how closely a person is to be looked at. High risk takes two people for each approval from then on.', payload: z.strictObject({ ...profile, from: z.enum(RISKS), to: z.enum(RISKS) }) },
  'kyc.review_due': { when: 'What a level stands on must be proved again; the level holds for the time of grace.', payload: z.strictObject({ ...profile, level: z.string() }) },
  'kyc.profile_suspended': { when: 'A level is worth nothing until it is renewed: the limits of a newcomer hold.', payload: z.strictObject({ ...profile, level: z.string() }) },
  'kyc.profile_revoked': { when: 'A level was taken back: no money may move.', payload: z.strictObject({ ...profile, level: z.string() }) },
});

declare global {
  interface MangroveEvents extends EventsOf<typeof kycEvents> {}
}
