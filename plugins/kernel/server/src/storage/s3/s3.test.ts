/// <reference path="./s3rver.d.ts" />
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from '@20minutes/s3rver';
import { describeObjectStore } from '../conformance';
import { s3 } from './s3';

/** Those that this server knows. */
const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

describeObjectStore('s3', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'mangrove-s3-'));
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: folder, configureBuckets: [{ name: 'objects' }] });
  const { port } = await server.run();
  const options = { region: 'eu-west-1', endpoint: `http://127.0.0.1:${port}`, credentials };
  return {
    store: s3({ ...options, bucket: 'objects' }),
    // This server does not know how to abort an upload; what it has of one lies elsewhere, and is no object.
    keys: () => readdir(path.join(folder, 'objects')),
    impossible: { store: s3({ ...options, bucket: 'no-such-bucket' }), says: 'STORAGE_S3_BUCKET is "no-such-bucket", to which the service answers 404' },
    async stop() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
});
