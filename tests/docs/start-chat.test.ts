import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually, startServer, stopAfterwards, type TestServer } from '../support/index.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/start-chat.md'), 'utf8');

/** The blocks of the page in a language, in their order. */
const blocks = (language: string) => [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text]) => text ?? '');

/** Does what docs/start-chat.md says, word by word; only the address is another. */
describe('docs/start-chat.md', () => {
  let server: TestServer;
  let folder: string;
  const here = (text: string) => text.replaceAll('http://127.0.0.1:1337', server.url);
  beforeAll(async () => {
    server = await startServer();
    folder = mkdtempSync(path.join(tmpdir(), 'mangrove-chat-'));
    stopAfterwards(() => Promise.resolve(rmSync(folder, { recursive: true })));
    // What `npm install socket.io-client` would bring.
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  });

  const chat = (token: string, room: string) => {
    const child: ChildProcess = spawn(process.execPath, ['chat.mjs', token, room], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    stopAfterwards(() => Promise.resolve(void child.kill('SIGKILL')));
    return { write: (line: string) => child.stdin?.write(`${line}\n`), lines: () => printed.split('\n').filter((line) => /^\w{4}: /.test(line)).map((line) => line.slice(6)), stop: () => child.kill('SIGKILL'), printed: () => printed };
  };

  it('names the version of the client that the project is tested with', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    expect(page).toContain(`npm install socket.io-client@${dependencies['socket.io-client']}`);
  });

  it('leads to a chat that loses nothing, not even while the server is away', async () => {
    const [up, people, room, install, talk, ...others] = blocks('sh');
    expect([up, install?.includes('npm init -y'), others]).toEqual(['npm run up\n', true, []]);
    const { stdout } = await run('bash', ['-euc', `${here(people ?? '')}\n${here(room ?? '')}\n${talk ?? ''}`], { cwd: folder });
    const [adas, bens] = [...stdout.matchAll(/^node chat\.mjs (\S+) (room_\w+)$/gm)].map(([, token = '', roomId = '']) => ({ token, roomId }));
    expect(adas?.roomId).toBe(bens?.roomId);
    writeFileSync(path.join(folder, 'chat.mjs'), here(blocks('js')[0] ?? ''));
    const ada = chat(adas?.token ?? '', adas?.roomId ?? '');
    const ben = chat(bens?.token ?? '', bens?.roomId ?? '');
    ada.write('Good morning');
    await eventually(() => ben.lines().includes('Good morning') && ada.lines().includes('Good morning'));
    ben.write('Good morning to you');
    await eventually(() => ada.lines().length === 2);
    await server.stop();
    for (const each of [ada, ben]) for (const n of [1, 2]) each.write(`${each === ada ? 'Ada' : 'Ben'} ${n}`);
    await server.restart();
    await eventually(() => ada.lines().length === 6 && ben.lines().length === 6, { timeoutMs: 30_000 });
    expect(ada.lines()).toEqual(ben.lines());
    expect([...ada.lines()].sort()).toEqual(['Ada 1', 'Ada 2', 'Ben 1', 'Ben 2', 'Good morning', 'Good morning to you']);
    const again = chat(bens?.token ?? '', bens?.roomId ?? '');
    await eventually(() => again.lines().length === 6);
    expect(again.lines()).toEqual(ada.lines());
  });
});
