import { z } from '@strapi/utils';
import { defineEndpoint, NotFound, TooManyRequests } from '#kernel';
import { Forgotten } from '../errors';
import { ownErasureOut } from './privacy-schemas';

export const exportOwn = defineEndpoint({
  id: 'exportOwnKycData', method: 'POST', path: '/kyc/exports', tag: 'KYC', summary: 'A copy of all that is known of you',
  description:
    'A ZIP with AES-256 that common programs open: `data.json`, `access-log.json` and your documents. Its passphrase is in the header `Archive-Passphrase` of the same answer, is told this once and kept nowhere: show it, and let it be written down beside the file. An archive that broke off does not open; ask again.',
  request: {},
  responses: { 200: 'bytes' },
  errors: [Forgotten, TooManyRequests],
  access: 'user',
});

const erasure = z.strictObject({ data: ownErasureOut });

export const eraseOwn = defineEndpoint({
  id: 'eraseOwnKycData', method: 'POST', path: '/kyc/erasure', tag: 'KYC', summary: 'Have all that is known of you forgotten',
  description:
    'From this moment on nobody works with it: what you have applied for is withdrawn, your level counts as that of a newcomer, and you cannot apply again. It is destroyed as soon as no law has it kept any more (`retainUntil`): at once where you never handed anything in. It cannot be taken back by you; asking again changes nothing.',
  request: { body: z.strictObject({ confirmation: z.literal('ERASE').meta({ description: 'So that nobody does it by mistake', example: 'ERASE' }) }) },
  responses: { 200: erasure },
  errors: [TooManyRequests],
  access: 'user',
});

export const getErasure = defineEndpoint({
  id: 'getOwnKycErasure', method: 'GET', path: '/kyc/erasure', tag: 'KYC', summary: 'What becomes of your wish to be forgotten',
  request: {},
  responses: { 200: erasure },
  errors: [NotFound],
  access: 'user',
});
