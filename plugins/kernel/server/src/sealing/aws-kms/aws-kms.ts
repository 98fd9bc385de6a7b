import { isRefused } from '../../aws-failures';
import { Unavailable } from '../../errors';
import { MasterKeyMissing, type KeyWrapper } from '../key-wrapper';
import { createOpenedKeys } from './opened-keys';

export const AWS_KMS = 'aws-kms';

export interface AwsKmsOptions {
  /** Id or ARN of a symmetric key that wraps new data keys. No alias: one can be made to point elsewhere. */
  keyId: string;
  /** Those of before; no other key of the service ever unwraps anything. */
  previousKeyIds: readonly string[];
  region: string;
  /** Another address than that of AWS. */
  endpoint?: string | undefined;
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 10_000;
const ATTEMPTS = 3;
const OPENED = { most: 1_000, forMs: 5 * 60_000 };
/** AWS says "too much" with 400 here, as if asking again were of no use. */
const THROTTLED = new Set(['ThrottlingException', 'TooManyRequestsException', 'LimitExceededException', 'KMSInvalidStateException']);
const PROBE = { subject: 'a check at the start', key: Buffer.alloc(32) };

/**
 * Wraps data keys with a key that never leaves AWS KMS. The subject is the encryption context, so CloudTrail tells whose
 * key was unwrapped when. Needs kms:Encrypt and kms:Decrypt on the key; on those of before kms:Decrypt. Credentials are
 * found as by every AWS tool: environment, profile, or the role of the machine. AWS rotates what is behind a key by itself.
 */
export function awsKms({ keyId, previousKeyIds, region, endpoint }: AwsKmsOptions): KeyWrapper {
  const known = new Set([keyId, ...previousKeyIds]);
  const opened = createOpenedKeys(OPENED);
  let loaded: ReturnType<typeof load> | undefined;
  const load = async () => {
    const sdk = await import('@aws-sdk/client-kms');
    const requestHandler = { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS };
    return { sdk, client: new sdk.KMSClient({ region, maxAttempts: ATTEMPTS, requestHandler, ...(endpoint === undefined ? {} : { endpoint }) }) };
  };
  const library = () => (loaded ??= load());
  const bytes = (answered: Uint8Array | undefined): Buffer => {
    if (!answered) throw new Error('AWS KMS answered without the bytes.');
    return Buffer.from(answered);
  };

  async function encrypt(dataKey: Buffer, subject: string): Promise<Buffer> {
    const { sdk, client } = await library();
    return bytes((await client.send(new sdk.EncryptCommand({ KeyId: keyId, Plaintext: dataKey, EncryptionContext: { subject } }))).CiphertextBlob);
  }

  async function decrypt(wrapped: Buffer, withKey: string, subject: string): Promise<Buffer> {
    const { sdk, client } = await library();
    return bytes((await client.send(new sdk.DecryptCommand({ KeyId: withKey, CiphertextBlob: wrapped, EncryptionContext: { subject } }))).Plaintext);
  }

  return {
    code: AWS_KMS,
    keyId,

    async check() {
      try {
        await decrypt(await encrypt(PROBE.key, PROBE.subject), keyId, PROBE.subject);
      } catch (cause) {
        if (isAnswer(cause)) {
          throw new Error(`AWS_KMS_KEY_ID is "${keyId}", to which AWS KMS answers ${cause.name}. Check the key, AWS_KMS_REGION, the credentials, and that they allow kms:Encrypt and kms:Decrypt.`, { cause });
        }
      }
    },

    wrap: (dataKey, subject) => encrypt(dataKey, subject).catch(tell),

    async unwrap(wrapped, withKey, subject) {
      if (!known.has(withKey)) throw new MasterKeyMissing(withKey, 'AWS_KMS_PREVIOUS_KEY_IDS');
      return opened.obtain(wrapped, withKey, subject, () => decrypt(wrapped, withKey, subject)).catch(tell);
    },
  };
}

/** Whether the service has said no, and would say it again. */
const isAnswer = (error: unknown): error is Error => error instanceof Error && isRefused(error) && !THROTTLED.has(error.name);

function tell(error: unknown): never {
  if (isAnswer(error)) throw new Error(`AWS KMS refused a data key: ${error.name}.`, { cause: error });
  throw Object.assign(new Unavailable(), { cause: error });
}
