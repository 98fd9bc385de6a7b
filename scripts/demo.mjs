#!/usr/bin/env node
import { sentenceOf } from './setup/failure.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { continueOnPinnedNode } from './setup/pinned-node.mjs';
import { inRoot } from './setup/root.mjs';

try {
  await ensureInstalled();
  process.exitCode = await continueOnPinnedNode(inRoot('scripts', 'demo', 'main.ts'), process.argv.slice(2));
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
