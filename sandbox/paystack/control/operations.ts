import type { Sandbox } from '../sandbox.ts';
import { createCustomerControl } from './customer-control.ts';
import { createTransactionControl } from './transaction-control.ts';
import { createWebhookControl } from './webhook-control.ts';
import { createClockControl } from './clock-control.ts';
import type { z } from 'zod';
import type { faultsBody } from './schemas.ts';

/** What a tester can do, for the control API and for tests in the same process. */
export function createControl(sandbox: Sandbox) {
  return {
    transactions: createTransactionControl(sandbox),
    customers: createCustomerControl(sandbox),
    webhooks: createWebhookControl(sandbox),
    clock: createClockControl(sandbox),
    setFaults: (faults: z.input<typeof faultsBody>) => sandbox.faults.replace(faults.map((fault) => ({ ...fault, match: fault.match ?? {} }))),
    requests: () => sandbox.requests.list(),
    /** Forgets everything but the sequence of ids, and breaks off what is being sent. */
    async reset() {
      for (const delivery of sandbox.deliveries.values()) sandbox.dispatcher.forget(delivery);
      sandbox.store.clear();
      sandbox.webhookRules.replace([]);
      sandbox.faults.replace([]);
      sandbox.requests.clear();
      sandbox.clock.useRealTime();
      await sandbox.dispatcher.cut();
    },
  };
}

export type SandboxControl = ReturnType<typeof createControl>;
