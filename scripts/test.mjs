#!/usr/bin/env node
// Runs before anything is installed: plain JavaScript for Node 20, no dependency.
import { sentenceOf } from './setup/failure.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { continueOnPinnedNode } from './setup/pinned-node.mjs';
import { inRoot } from './setup/root.mjs';

try {
  await ensureInstalled();
  process.exitCode = await continueOnPinnedNode(inRoot('scripts', 'test', 'main.ts'), process.argv.slice(2));
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
