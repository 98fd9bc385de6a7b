import type { Core } from '@strapi/strapi';
import { kernel, SettingsError } from '#kernel';
import { kycConfig } from '../../config';
import { provideDocuments } from '../documents-of';
import { givenDocuments } from './documents';
import { dropOldLinks } from './links';

/**
 * In `register`.
 *
 * @throws SettingsError where nobody looks for malware, and nobody has said that this is meant.
 */
export function installDocuments(strapi: Core.Strapi): void {
  if (kycConfig(strapi).documents.isScanRequired && !kernel(strapi).malware.isOn) {
    throw new SettingsError('Mangrove cannot start with these settings:\n  CLAMD_HOST: found nothing; expected the name of a machine that looks for malware in documents, or KYC_MALWARE_SCAN=off, which takes them as they are');
  }
  provideDocuments(strapi, givenDocuments);
  kernel(strapi).schedules.every(3_600, 'kyc.document-links', async () => void (await dropOldLinks(strapi)));
}
