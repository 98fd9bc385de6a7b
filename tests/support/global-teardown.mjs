import { finishTestRun } from './test-run.ts';

export default async function teardown() {
  await finishTestRun();
}
