import { randomBytes } from 'node:crypto';
import { describeKeyWrapper } from './conformance';
import { localMasterKey } from './local-master-key';

describeKeyWrapper('local-master-key', async () => {
  const [before, after] = [randomBytes(32), randomBytes(32)];
  return { wrapper: localMasterKey({ current: before, previous: [] }), rotated: localMasterKey({ current: after, previous: [before] }) };
});

describe('a master key that is not among the settings', () => {
  it('is named, with what to do', async () => {
    const before = localMasterKey({ current: randomBytes(32), previous: [] });
    const wrapped = await before.wrap(randomBytes(32), 'usr_1');
    const forgetful = localMasterKey({ current: randomBytes(32), previous: [] });
    await expect(forgetful.unwrap(wrapped, before.keyId, 'usr_1')).rejects.toThrow(`the master key ${before.keyId}, which is not among the settings. Add it to DATA_PREVIOUS_MASTER_KEYS`);
  });
});
