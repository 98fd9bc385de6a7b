import { createOpenedKeys } from './opened-keys';

describe('data keys that were unwrapped lately', () => {
  const wrapped = Buffer.from('wrapped');

  function setUp(most = 10) {
    let now = 0;
    let calls = 0;
    const keys = createOpenedKeys({ most, forMs: 1_000, now: () => now });
    const unwrap = async () => Buffer.from(`key ${(calls += 1)}`);
    return { obtain: (subject: string, bytes = wrapped, by = unwrap) => keys.obtain(bytes, 'key', subject, by), calls: () => calls, pass: (ms: number) => (now += ms) };
  }

  it('are asked for once, also by two at the same moment', async () => {
    const { obtain, calls } = setUp();
    expect((await Promise.all([obtain('usr_1'), obtain('usr_1')])).map(String)).toEqual(['key 1', 'key 1']);
    expect(String(await obtain('usr_1'))).toBe('key 1');
    expect(calls()).toBe(1);
  });

  it('are those of their subject and their wrapped bytes alone', async () => {
    const { obtain } = setUp();
    expect([await obtain('usr_1'), await obtain('usr_2'), await obtain('usr_1', Buffer.from('again'))].map(String)).toEqual(['key 1', 'key 2', 'key 3']);
  });

  it('are asked for again after their time', async () => {
    const { obtain, pass } = setUp();
    await obtain('usr_1');
    pass(1_001);
    expect(String(await obtain('usr_1'))).toBe('key 2');
  });

  it('are never more than there may be', async () => {
    const { obtain, calls } = setUp(2);
    for (const subject of ['usr_1', 'usr_2', 'usr_3']) await obtain(subject);
    await obtain('usr_3');
    expect(calls()).toBe(3);
    await obtain('usr_1');
    expect(calls()).toBe(4);
  });

  it('do not keep a failure', async () => {
    const { obtain } = setUp();
    await expect(obtain('usr_1', wrapped, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(String(await obtain('usr_1'))).toBe('key 1');
  });
});
