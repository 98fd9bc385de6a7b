import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createStaff, PASSWORD } from '../access/people.ts';
import { startServer, stopAfterwards } from '../support/index.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/start-kyc.md'), 'utf8');

/** The blocks of the page for a shell, in their order. */
const blocks = () => [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, text]) => text ?? '');

/** Does what docs/start-kyc.md says, word by word; only the address and the login are others. */
describe('docs/start-kyc.md', () => {
  it('leads from a payment that is refused to the same payment going through', async () => {
    const server = await startServer({ env: { KYC_LIMITS: 'true' } });
    const folder = mkdtempSync(path.join(tmpdir(), 'mangrove-proof-'));
    stopAfterwards(() => Promise.resolve(rmSync(folder, { recursive: true })));
    // The page is followed in the folder of the project.
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    const { email } = await createStaff(server, 'strapi-super-admin');
    const [up, ...others] = blocks();
    expect(up).toBe('npm run up\n');
    const script = others.join('\n').replaceAll('http://127.0.0.1:1337', server.url).replace('admin@mangrove.test', email).replace('the password of the table', PASSWORD);
    const { stdout } = await run('bash', ['-euc', script], { cwd: folder, timeout: 90_000 });
    expect(stdout).toContain('KYC_LIMIT_EXCEEDED');
    expect(stdout.trim().split('\n').slice(-3)).toEqual(['approved', 'tier-2', 'pending']);
  });
});
