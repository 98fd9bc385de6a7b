import { Readable } from 'node:stream';
import { isRefused, statusOf } from '../../aws-failures';
import { assertObjectKey, ObjectMissing, type ObjectStore } from '../object-store';

export const S3 = 's3';

export interface S3Options {
  bucket: string;
  region: string;
  /** Another service than AWS that speaks S3, e.g. `https://minio.example.com`; buckets are then part of the path. */
  endpoint?: string | undefined;
  /** Where absent: environment, profile, or the role of the machine, as every AWS tool looks for them. */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined;
}

/** The least that S3 takes as a part, and all that one upload keeps in memory. */
const PART_BYTES = 5 * 1_024 * 1_024;
const PROBE = 'storage-check';
const CONNECT_MS = 5_000;
const IDLE_MS = 30_000;
const ATTEMPTS = 3;

/**
 * Keeps objects in a bucket of AWS S3 or what speaks its protocol. Needs s3:PutObject, s3:GetObject, s3:DeleteObject and
 * s3:ListBucket (without which a missing object answers as a forbidden one). Give the bucket a lifecycle rule that aborts
 * incomplete uploads: a process that dies in the middle of a large one leaves parts that only such a rule removes.
 */
export function s3({ bucket, region, endpoint, credentials }: S3Options): ObjectStore {
  // Loaded at the first use: it is a large library, and most installations never need it.
  let loaded: ReturnType<typeof load> | undefined;
  const load = async () => {
    const [sdk, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
    const client = new sdk.S3Client({
      region,
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      ...(credentials ? { credentials } : {}),
      maxAttempts: ATTEMPTS,
      // Sealed bytes prove themselves; other services than AWS do not know the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS },
    });
    return { sdk, client, Upload };
  };
  const library = () => (loaded ??= load());
  const at = (key: string) => {
    assertObjectKey(key);
    return { Bucket: bucket, Key: key };
  };

  return {
    code: S3,

    async check() {
      const { sdk, client } = await library();
      try {
        // Only writing shows that one may write.
        await client.send(new sdk.PutObjectCommand({ ...at(PROBE), Body: 'A server of Mangrove can write here.' }));
      } catch (cause) {
        if (isRefused(cause)) {
          throw new Error(`STORAGE_S3_BUCKET is "${bucket}", to which the service answers ${statusOf(cause)}. Check the name, the permissions, STORAGE_S3_REGION, STORAGE_S3_ENDPOINT and the credentials.`, { cause });
        }
      }
    },

    async put(key, bytes) {
      const { client, Upload } = await library();
      try {
        await new Upload({
          client,
          params: { ...at(key), Body: bytes, ContentType: 'application/octet-stream' },
          partSize: PART_BYTES,
          queueSize: 1,
          leavePartsOnError: false,
        }).done();
      } catch (error) {
        // Where the sender failed, that is why; what cleaning up then fails at is for the bucket's lifecycle rule.
        const cause = bytes.errored ?? error;
        bytes.destroy();
        throw cause;
      }
    },

    async get(key) {
      const { sdk, client } = await library();
      try {
        const { Body } = await client.send(new sdk.GetObjectCommand(at(key)));
        if (!(Body instanceof Readable)) throw new Error(`The object store answered ${key} without a body.`);
        return Body;
      } catch (error) {
        throw statusOf(error) === 404 ? new ObjectMissing(S3, key, error) : error;
      }
    },

    async head(key) {
      const { sdk, client } = await library();
      try {
        const { ContentLength } = await client.send(new sdk.HeadObjectCommand(at(key)));
        return { sizeBytes: ContentLength ?? 0 };
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },

    async erase(key) {
      const { sdk, client } = await library();
      await client.send(new sdk.DeleteObjectCommand(at(key)));
    },
  };
}
