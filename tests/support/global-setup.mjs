// Runs natively, outside Jest's own module system: Node strips the types.
import { prepareTestRun } from './test-run.ts';

export default async function setup() {
  await prepareTestRun();
}
