import { route } from '#kernel';
import * as documents from '../http/documents';
import * as endpoints from '../http/endpoints';
import { privacyRoutes } from './privacy';
import * as verifications from '../http/verifications';

export default {
  type: 'content-api',
  prefix: '',
  routes: [
    route(endpoints.listLevels, 'level.find'),
    route(endpoints.getProfile, 'profile.findOne'),
    route(endpoints.createApplication, 'application.create'),
    route(endpoints.getApplication, 'application.findOne'),
    route(endpoints.changeApplication, 'application.update'),
    route(endpoints.submitApplication, 'application.submit'),
    route(endpoints.withdrawApplication, 'application.withdraw'),
    route(documents.listDocumentTypes, 'document.types'),
    route(documents.listDocuments, 'document.find'),
    route(documents.uploadDocument, 'document.upload'),
    route(documents.removeDocument, 'document.remove'),
    ...privacyRoutes,
    route(verifications.beginVerifications, 'verification.begin'),
    route(verifications.receiveVerifierWebhook, 'verifierWebhook.receive'),
  ],
};
