import { execFile } from 'node:child_process';
import path from 'node:path';
import type { TestServer } from '../../../support/index.ts';

/** The development defaults. */
const KEYS = { AUDIT_KEY: 'ZGV2ZWxvcG1lbnQtYXVkaXQtaG1hYy1rZXktMDAwMDA=' };

/** Runs a command of the compiled server, e.g. `plugins/kernel/server/src/audit/cli.js`, on the database of a test server. */
export function runCli(server: TestServer, file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [path.join(process.cwd(), 'dist', file), ...args], { env: { PATH: process.env.PATH, NODE_ENV: 'test', DATABASE_URL: server.databaseUrl, ...KEYS, ...env } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, text: err + out }),
    );
  });
}

export const verifyChain = (server: TestServer) => runCli(server, 'plugins/kernel/server/src/audit/cli.js', ['verify']);
