import { AWS_KMS, awsKms, type AwsKmsOptions } from './aws-kms/aws-kms';
import type { KeyWrapper } from './key-wrapper';
import { LOCAL_MASTER_KEY, localMasterKey, type LocalMasterKeys } from './local-master-key';

/** What `DATA_KEY_WRAPPER` may be. */
export const KEY_WRAPPERS = [LOCAL_MASTER_KEY, AWS_KMS] as const;

export interface KeyWrapperSettings {
  current: string;
  masterKeys: LocalMasterKeys;
  kms: Omit<AwsKmsOptions, 'keyId'> & { keyId: string | undefined };
}

/** Every wrapper that is set up; one that wraps no new keys any more still unwraps its own. */
export const keyWrappers = ({ current, masterKeys, kms: { keyId, ...kms } }: KeyWrapperSettings): { wrappers: readonly KeyWrapper[]; current: string } => ({
  wrappers: [localMasterKey(masterKeys), ...(keyId === undefined ? [] : [awsKms({ keyId, ...kms })])],
  current,
});
