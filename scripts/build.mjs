#!/usr/bin/env node
import { sentenceOf } from './setup/failure.mjs';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
