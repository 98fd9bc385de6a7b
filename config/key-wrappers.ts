import { AWS_KMS, keyWrappers, SettingsError } from '#kernel';
import env from './env';

if (env.DATA_KEY_WRAPPER === AWS_KMS && env.AWS_KMS_KEY_ID === undefined) {
  throw new SettingsError('Mangrove cannot start with these settings:\n  AWS_KMS_KEY_ID: found nothing; expected the id or ARN of a key, because DATA_KEY_WRAPPER is "aws-kms"');
}

export default keyWrappers({
  current: env.DATA_KEY_WRAPPER,
  masterKeys: { current: env.DATA_MASTER_KEY, previous: env.DATA_PREVIOUS_MASTER_KEYS },
  kms: { keyId: env.AWS_KMS_KEY_ID, previousKeyIds: env.AWS_KMS_PREVIOUS_KEY_IDS, region: env.AWS_KMS_REGION, endpoint: env.AWS_KMS_ENDPOINT },
});
