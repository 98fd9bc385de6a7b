import type { Core } from '@strapi/strapi';
import { installGuards, kernel } from '#kernel';
import { kycConfig, validateKycConfig } from './config';
import application from './content-types/application/schema.json';
import document from './content-types/document/schema.json';
import profile from './content-types/profile/schema.json';
import admin from './controllers/admin';
import { desk } from './controllers/desk';
import contentApi from './controllers/content-api';
import { document as documents } from './controllers/documents';
import { staffDocument } from './controllers/documents-admin';
import { evidence } from './controllers/evidence';
import { privacy } from './controllers/privacy';
import { staffPrivacy } from './controllers/privacy-admin';
import { screening } from './controllers/screening';
import { verification, verifierWebhook } from './controllers/verifications';
import { guards } from './database/guards';
import './events/privacy';
import './events/screening';
import './events/verification';
import adminRoutes from './routes/admin';
import contentApiRoutes from './routes/content-api';
import { addCheck, runChecks } from './services/checks';
import { expireApplications, reviewProfiles } from './services/janitor';
import { installDocuments } from './services/documents/install';
import { storeLevels } from './services/levels';
import { zoneCheck } from './services/mrz/check';
import { installRetention } from './services/privacy/retention';
import { storeReasons } from './services/reasons';
import { screeningCheck } from './services/screening/check';
import { registerScreeners } from './services/screening/providers';
import { screenAgainOnChange } from './services/screening/rescreen';
import { MANUAL } from './verifiers/manual';
import { verificationCheck } from './services/verifications/check';
import { watchVerifications } from './services/verifications/schedule';
import { registerVerifiers, verifiers } from './services/verifications/verifiers';
import { inboxOf, processWebhook } from './services/verifications/webhooks';

export * from './contracts';
export type { KycConfig } from './config';
export { addCheck, type Check } from './services/checks';
export { limitsOf, type LimitsOfPerson } from './services/limits';
export { overviewOf, type Overview } from './services/overview';
export { restrictProfile, type RestrictionReason } from './services/profiles';
export type { Identity, Match } from './domain/screening/match';
export type { ScreeningAnswer, ScreeningMatch, ScreeningProvider } from './screeners/port';
export { VerifierMisconfigured, VerifierRefused, VerifierUnavailable } from './verification-errors';
export { scripted, type ScriptedOptions } from './verifiers/scripted';
export { dojah, type DojahOptions } from './verifiers/dojah';
export { paystackIdentity, type PaystackIdentityOptions } from './verifiers/paystack-identity';
export { smileId, type SmileIdOptions } from './verifiers/smile-id';
export { receiveWebhook as receiveVerifierWebhook } from './services/verifications/webhooks';
export type * from './verifiers/port';
export type { VerificationKind, VerifierCheck, VerifierDocument, VerifierReason, VerifierReport } from './domain/verification';
export type { ListEntry } from './domain/screening/list-entry';
export { givenUpBefore, givenUpDrafts } from './services/privacy/drafts';
export { cutoff, dueErasures, peopleOver } from './services/privacy/retention';
export { addRetentionVeto, OWN_VETOES, type RetentionVeto } from './services/privacy/vetoes';
export { importList } from './services/screening/import-list';
export { screen, type Screening, type ScreeningRequest } from './services/screening/screen';
export { searchLists } from './services/screening/search-lists';

const JANITOR_SECONDS = 60;

/** Knows who people are: levels with limits, applications for them, and their review. */
export default {
  config: { default: {}, validator: validateKycConfig },
  contentTypes: { application: { schema: application }, document: { schema: document }, profile: { schema: profile } },
  controllers: { ...contentApi, ...admin, document: documents, staffDocument, screening, evidence, desk, privacy, staffPrivacy, verification, verifierWebhook },
  routes: { 'content-api': contentApiRoutes, admin: adminRoutes },
  register({ strapi }: { strapi: Core.Strapi }) {
    installGuards(strapi, guards);
    kernel(strapi).events.on('kyc.application_submitted', ({ payload }) => runChecks(strapi, payload.applicationId, payload.attempt), { name: 'checks' });
    kernel(strapi).schedules.every(JANITOR_SECONDS, 'kyc.janitor', async () => {
      while ((await expireApplications(strapi)) > 0);
      while ((await reviewProfiles(strapi)) > 0);
    });
    installDocuments(strapi);
    const { providers, ...options } = kycConfig(strapi).screening;
    registerScreeners(strapi, options, providers);
    screenAgainOnChange(strapi);
    installRetention(strapi);
    addCheck(strapi, screeningCheck(strapi));
    addCheck(strapi, zoneCheck(strapi));
    registerVerifiers(strapi);
    addCheck(strapi, verificationCheck(strapi));
    watchVerifications(strapi);
    for (const code of verifiers(strapi).codes().filter((one) => one !== MANUAL)) kernel(strapi).inbox.handle(inboxOf(code), (message) => processWebhook(strapi, code, message), { atOnce: 4 });
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    await storeLevels(strapi);
    await storeReasons(strapi);
  },
};
