import { localFolder, S3, s3, SettingsError, type ObjectStore } from '#kernel';
import env from './env';

/** Every store that is set up; one that new files do not go to any more still gives its own. */
const stores: ObjectStore[] = [
  localFolder({ folder: env.STORAGE_FOLDER }),
  ...(env.STORAGE_S3_BUCKET === undefined
    ? []
    : [
        s3({
          bucket: env.STORAGE_S3_BUCKET,
          region: env.STORAGE_S3_REGION,
          endpoint: env.STORAGE_S3_ENDPOINT,
          ...(env.STORAGE_S3_ACCESS_KEY_ID !== undefined && env.STORAGE_S3_SECRET_ACCESS_KEY !== undefined
            ? { credentials: { accessKeyId: env.STORAGE_S3_ACCESS_KEY_ID, secretAccessKey: env.STORAGE_S3_SECRET_ACCESS_KEY } }
            : {}),
        }),
      ]),
];

if (env.STORAGE_STORE === S3 && env.STORAGE_S3_BUCKET === undefined) {
  throw new SettingsError('Mangrove cannot start with these settings:\n  STORAGE_S3_BUCKET: found nothing; expected the name of a bucket, because STORAGE_STORE is "s3"');
}

export default { stores, current: env.STORAGE_STORE };
