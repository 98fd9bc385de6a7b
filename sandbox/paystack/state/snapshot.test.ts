import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPaystackSandbox } from '../index.ts';
import { startReceiver } from '../../testing/receiver.ts';
import { startScene, TEST_KEY, type Scene } from '../../testing/scene.ts';

describe('the state file', () => {
  let folder: string;
  let stateFile: string;
  let scene: Scene | null = null;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox state '));
    stateFile = join(folder, 'nested', 'state.json');
  });
  afterEach(async () => {
    await scene?.close();
    scene = null;
    rmSync(folder, { recursive: true });
  });

  const restart = async () => {
    await scene?.close();
    scene = await startScene({ stateFile });
    return scene;
  };

  it('lets a restarted sandbox know its transactions, checkouts, clock and ids', async () => {
    const first = await restart();
    await first.sandbox.control.clock.set({ now: Date.parse('2030-06-01T00:00:00Z'), frozen: true });
    await first.initialize('kept-1');
    first.sandbox.control.transactions.pay('kept-1', { sendWebhook: false });
    const checkout = new URL(await first.initialize('kept-2')).pathname;
    const before = (await first.call('GET', '/transaction/verify/kept-1')).body;

    const second = await restart();
    expect((await second.call('GET', '/transaction/verify/kept-1')).body).toEqual(before);
    expect(await (await fetch(`${second.url}${checkout}`)).text()).toContain('Pay with card');
    expect(second.sandbox.control.clock.read()).toEqual({ now: '2030-06-01T00:00:00.000Z', mode: 'frozen' });
    await second.initialize('kept-3');
    expect(second.sandbox.control.transactions.get('kept-3').id).toBe(second.sandbox.control.transactions.get('kept-2').id + 1);
  });

  it('lets it go on with the webhooks that were not delivered', async () => {
    const first = await restart();
    first.receiver.answer = 500;
    await first.initialize('late-1');
    first.sandbox.control.transactions.pay('late-1');
    await first.sandbox.control.webhooks.flush();

    const second = await restart();
    expect(second.sandbox.control.webhooks.list()).toMatchObject([{ state: 'pending', attemptCount: 1 }]);
    await second.sandbox.control.clock.advanceSeconds(3_600);
    expect(second.receiver.received).toHaveLength(1);
    expect(second.sandbox.control.webhooks.list()).toMatchObject([{ state: 'delivered', attemptCount: 2 }]);
  });

  it('does not count a webhook as attempted that its own end cut off', async () => {
    const receiver = await startReceiver();
    receiver.answer = 'silence';
    const options = { secretKeys: [TEST_KEY], webhookUrl: receiver.url, stateFile };
    const first = createPaystackSandbox(options);
    await first.listen();
    first.control.transactions.create({ reference: 'cut-1', email: 'a@b.example', amount: 5_000, currency: 'NGN', status: 'success', metadata: null, domain: 'test', sendWebhook: true });
    while (receiver.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await first.close();

    receiver.answer = 200;
    const second = createPaystackSandbox(options);
    await second.listen();
    await second.control.webhooks.flush();
    expect(second.control.webhooks.list()).toMatchObject([{ state: 'delivered', attemptCount: 1 }]);
    await second.close();
    await receiver.close();
  });

  it('is written while the sandbox runs, and leaves no half-written file behind', async () => {
    const running = await restart();
    await running.initialize('live-write-1');
    const read = () => {
      try {
        return readFileSync(stateFile, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
        throw error;
      }
    };
    while (!read().includes('live-write-1')) await new Promise((resolve) => setImmediate(resolve));
    expect(readdirSync(join(folder, 'nested'))).toEqual(['state.json']);
  });

  it.each([['half a file', '{"version":1,'], ['a file of another version', '{"version":0}']])('is refused in one sentence when it is %s', (_what, content) => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, content);
    expect(() => createPaystackSandbox({ secretKeys: [TEST_KEY], webhookUrl: 'http://127.0.0.1:9/', stateFile: broken })).toThrow(/broken\.json.*Delete it to start empty/);
  });

  it('may be unwritable: that is told, and the sandbox goes on', async () => {
    const errors: unknown[] = [];
    scene = await startScene({ stateFile, onError: (error) => errors.push(error) });
    writeFileSync(join(folder, 'nested'), 'a file where the folder should be');
    await scene.initialize('unsaved-1');
    while (errors.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(String(errors[0])).toMatch(/EEXIST|ENOTDIR/);
    expect(await scene.statusOf('unsaved-1')).toBe('abandoned');
  });
});
