import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { awsKms } from '../../../plugins/kernel/server/src/sealing/aws-kms/aws-kms.ts';
import { describeKeyWrapper } from '../../../plugins/kernel/server/src/sealing/conformance.ts';
import { startKms, type FakeKms } from '../../support/kms.ts';
import { startServer, type TestServer } from '../../support/index.ts';

const credentials = { AWS_ACCESS_KEY_ID: 'tests', AWS_SECRET_ACCESS_KEY: 'tests' };
let kms: FakeKms;
let first: string;
let second: string;
beforeAll(async () => {
  Object.assign(process.env, credentials);
  kms = await startKms();
  [first, second] = kms.keyIds as [string, string];
});
afterAll(() => kms.stop());
const at = (keyId: string, previousKeyIds: string[] = []) => awsKms({ keyId, previousKeyIds, region: 'eu-west-1', endpoint: kms.url });

describeKeyWrapper('aws-kms', async () => ({ wrapper: at(first), rotated: at(second, [first]) }));

describe('a key of AWS KMS', () => {
  const dataKey = randomBytes(32);

  it('is asked once for what is needed often, and for nothing that another key has wrapped', async () => {
    const wrapper = at(first);
    const wrapped = await wrapper.wrap(dataKey, 'usr_1');
    const before = kms.calls.length;
    for (let time = 0; time < 3; time += 1) expect((await wrapper.unwrap(wrapped, first, 'usr_1')).equals(dataKey)).toBe(true);
    await expect(wrapper.unwrap(wrapped, second, 'usr_1')).rejects.toThrow('AWS_KMS_PREVIOUS_KEY_IDS');
    expect(kms.calls.slice(before)).toEqual([{ act: 'TrentService.Decrypt', keyId: first, subject: 'usr_1' }]);
  });

  it.each([
    [{ status: 500, type: 'KMSInternalException' }],
    [{ status: 400, type: 'ThrottlingException' }],
  ])('that does not answer now (%p) makes the caller try again, and stops no start', async (failure) => {
    const wrapper = at(first);
    const wrapped = await wrapper.wrap(dataKey, 'usr_1');
    kms.failWith(failure);
    await expect(wrapper.wrap(dataKey, 'usr_1')).rejects.toThrow(expect.objectContaining({ code: 'KERNEL_UNAVAILABLE' }));
    await expect(wrapper.unwrap(wrapped, first, 'usr_1')).rejects.toThrow(expect.objectContaining({ code: 'KERNEL_UNAVAILABLE' }));
    await expect(wrapper.check()).resolves.toBeUndefined();
    kms.failWith(undefined);
    expect((await wrapper.unwrap(wrapped, first, 'usr_1')).equals(dataKey)).toBe(true);
  });

  it('that is not allowed stops the start, with what to look at', async () => {
    kms.failWith({ status: 400, type: 'AccessDeniedException' });
    await expect(at(first).check()).rejects.toThrow(`AWS_KMS_KEY_ID is "${first}", to which AWS KMS answers AccessDeniedException`);
    kms.failWith(undefined);
    await expect(at('00000000-0000-0000-0000-000000000000').check()).rejects.toThrow('NotFoundException');
  });
});

describe('a server whose keys are wrapped by AWS KMS', () => {
  const masterKey = randomBytes(32).toString('base64');
  const settings = (keyId: string, previous = '') => ({ DATA_MASTER_KEY: masterKey, DATA_KEY_WRAPPER: 'aws-kms', AWS_KMS_KEY_ID: keyId, AWS_KMS_PREVIOUS_KEY_IDS: previous, AWS_KMS_ENDPOINT: kms.url, ...credentials });
  let server: TestServer;

  const seal = (subject: string) => server.run(async (strapi, whose, { kernel: { kernel } }) => (await kernel(strapi).values.seal(whose, 'secret', 'test')).toString('base64'), subject);
  const open = (subject: string, sealed: string) =>
    server.run(async (strapi, wanted, { kernel: { kernel } }) => (await kernel(strapi).values.open(wanted.subject, Buffer.from(wanted.sealed, 'base64'), 'test')) ?? null, { subject, sealed });
  const rewrap = (env: Record<string, string>) => promisify(execFile)(process.execPath, ['dist/plugins/kernel/server/src/sealing/cli.js', 'rewrap'], { env: { PATH: process.env.PATH, DATABASE_URL: server.databaseUrl, ...env } });
  const wrappings = async () => (await server.db.query<{ by: string; with: string }>('SELECT DISTINCT wrapped_by AS by, wrapped_with AS with FROM data_keys ORDER BY 1, 2')).rows;

  it('opens what it has sealed before and after it was moved there, and from one key to the next', async () => {
    server = await startServer({ env: { DATA_MASTER_KEY: masterKey } });
    const local = await seal('usr_local');
    await server.restart(settings(first));
    const sealed = await seal('usr_kms');
    expect([await open('usr_local', local), await open('usr_kms', sealed)]).toEqual(['secret', 'secret']);
    expect((await wrappings()).map(({ by }) => by)).toEqual(['aws-kms', 'local-master-key']);

    expect((await rewrap(settings(first))).stdout).toMatch(/✓ \d+ keys of subjects .* are wrapped with AWS_KMS_KEY_ID/);
    expect(await wrappings()).toEqual([{ by: 'aws-kms', with: first }]);
    await expect(rewrap(settings(second))).rejects.toThrow('AWS_KMS_PREVIOUS_KEY_IDS');
    await rewrap(settings(second, first));
    expect(await wrappings()).toEqual([{ by: 'aws-kms', with: second }]);
    await server.restart(settings(second));
    expect([await open('usr_local', local), await open('usr_kms', sealed)]).toEqual(['secret', 'secret']);
  }, 120_000);

  it('opens nothing of a subject that was forgotten, whatever it has in memory', async () => {
    const sealed = await seal('usr_gone');
    expect(await open('usr_gone', sealed)).toBe('secret');
    await server.db.query("SELECT mangrove_forget(ARRAY['usr_gone'])");
    expect(await open('usr_gone', sealed)).toBeNull();
  });

  it.each([
    [{ DATA_KEY_WRAPPER: 'aws-kms' }, 'AWS_KMS_KEY_ID: found nothing; expected the id or ARN of a key'],
    [{ AWS_KMS_KEY_ID: 'alias/mangrove' }, 'AWS_KMS_KEY_ID: found "alias/mangrove"; expected the id or ARN of a key of AWS KMS, no alias'],
  ])('does not start with %p, and says why', async (env, sentence) => {
    await expect(startServer({ env })).rejects.toThrow(sentence);
  });
});
