import type { z } from 'zod';
import type { Sandbox } from '../sandbox.ts';
import { presentDelivery, type Delivery } from '../webhooks/delivery.ts';
import { createSender } from '../webhooks/sender.ts';
import { ControlError } from './errors.ts';
import type { releaseBody, resendBody, webhookRulesBody } from './schemas.ts';

/** Looks at webhooks and sends them again. */
export function createWebhookControl(sandbox: Sandbox) {
  const { deliveries, dispatcher, events, webhookRules } = sandbox;

  const find = (id: string): Delivery => {
    const delivery = deliveries.by('id', id);
    if (!delivery) throw new ControlError(404, `No webhook delivery has the id "${id}".`);
    return delivery;
  };

  return {
    /** Newest last. */
    list: () => [...deliveries.values()].map(presentDelivery),
    get: (id: string) => presentDelivery(find(id)),
    flush: () => dispatcher.idle(),
    setRules: (rules: z.input<typeof webhookRulesBody>) => webhookRules.replace(rules),

    async release({ order = 'original', reference }: z.input<typeof releaseBody> = {}) {
      return (await events.release(order, reference)).map(presentDelivery);
    },

    /** The very same bytes again, `times` over, `concurrency` at once; counts the answers. */
    async resend(id: string, { times = 1, concurrency = 1 }: z.input<typeof resendBody> = {}) {
      const delivery = find(id);
      const sender = createSender({ url: sandbox.webhookUrl, timeoutMs: sandbox.webhookTimeoutMs, concurrency });
      const statuses: Record<string, number> = {};
      let left = times;
      const worker = async () => {
        while (left > 0) {
          left -= 1;
          const { status, error } = await dispatcher.resend(delivery, sender);
          const outcome = status === null ? error ?? 'no answer' : String(status);
          statuses[outcome] = (statuses[outcome] ?? 0) + 1;
        }
      };
      try {
        await Promise.all(Array.from({ length: Math.min(times, concurrency) }, worker));
      } finally {
        sender.close();
      }
      return { sent: times, statuses, delivery: presentDelivery(delivery) };
    },
  };
}
