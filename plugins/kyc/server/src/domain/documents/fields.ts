import { z } from '@strapi/utils';
import { country } from '../details';
import { DOCUMENT_SIDES, DOCUMENT_TYPES, documentType } from './document-types';

const KEYS = DOCUMENT_TYPES.map(({ key }) => key);
export const documentTypeKey = z.enum(KEYS as [string, ...string[]]).meta({ description: 'Type of a document', example: 'passport' });
export const documentSide = z.enum(DOCUMENT_SIDES).meta({ description: 'What has but one side has a front', example: 'front' });
export const issuingCountry = country.meta({ description: 'Which country issued it, ISO 3166-1 alpha-2', example: 'NG' });

/** What the form of an upload says about its file. */
export const documentFields = z
  .strictObject({ type: documentTypeKey, side: documentSide.default('front'), country: issuingCountry.optional() })
  .superRefine(({ type, side, country: issuer }, ctx) => {
    const known = documentType(type);
    if (!known) return;
    if (!known.sides.includes(side)) ctx.addIssue({ code: 'custom', path: ['side'], message: `A ${type} has no ${side}: ${known.sides.join(' or ')}` });
    if (known.hasCountry && issuer === undefined) ctx.addIssue({ code: 'custom', path: ['country'], message: 'Say which country issued it, e.g. "NG"' });
    if (!known.hasCountry && issuer !== undefined) ctx.addIssue({ code: 'custom', path: ['country'], message: `A ${type} is issued by no country` });
  });

export type DocumentFields = z.output<typeof documentFields>;
