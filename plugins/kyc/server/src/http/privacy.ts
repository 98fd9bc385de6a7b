import { defineEndpoint, TooManyRequests } from '#kernel';
import { Forgotten } from '../errors';

export const exportOwn = defineEndpoint({
  id: 'exportOwnKycData', method: 'POST', path: '/kyc/exports', tag: 'KYC', summary: 'A copy of all that is known of you',
  description:
    'A ZIP with AES-256 that common programs open: `data.json`, `access-log.json` and your documents. Its passphrase is in the header `Archive-Passphrase` of the same answer, is told this once and kept nowhere: show it, and let it be written down beside the file. An archive that broke off does not open; ask again.',
  request: {},
  responses: { 200: 'bytes' },
  errors: [Forgotten, TooManyRequests],
  access: 'user',
});
