import { createClient } from './http.ts';

export interface Delivery {
  id: string;
  event: string;
  reference: string;
  state: string;
  attemptCount: number;
  attempts: { status: number | null; error: string | null }[];
}

interface Tampering {
  amount?: number;
  signature?: 'wrong' | 'missing' | 'other-body';
}

export interface SandboxTransaction {
  reference: string;
  status: string;
  amount: number;
}

/** The levers of the Paystack sandbox that the demo pulls; sandbox/README.md has all of them. */
export function createSandbox(control: string) {
  const { get, post, put, patch, delete: remove } = createClient(control);
  const of = (reference: string) => `/transactions/${reference}`;
  return {
    transaction: (reference: string) => get<SandboxTransaction>(of(reference)),
    /** Pays as the customer would. Without `sendWebhook` nobody is told. */
    pay: (reference: string, { sendWebhook }: { sendWebhook: boolean }) => post<SandboxTransaction>(`${of(reference)}/pay`, { sendWebhook }),
    abandon: (reference: string) => post<SandboxTransaction>(`${of(reference)}/abandon`),
    /** From now on the gateway itself says so when it is asked. */
    overrule: (reference: string, facts: { amount: number; requested_amount: number }) => patch<SandboxTransaction>(of(reference), facts),
    sendWebhook: (reference: string, tamper: Tampering = {}) => post<Delivery>(`${of(reference)}/webhook`, { tamper }),
    /** The very same bytes once more. */
    resend: (delivery: Delivery) => post<{ statuses: Record<string, number> }>(`/webhooks/${delivery.id}/resend`, { times: 1 }),
    deliveriesOf: async (reference: string) => (await get<{ webhooks: Delivery[] }>('/webhooks')).webhooks.filter((one) => one.reference === reference),
    /** The next initialize is acted upon, and its answer is lost. */
    loseNextInitialize: () => put('/faults', [{ match: { method: 'POST', path: '/transaction/initialize' }, times: 1, mode: 'reset', when: 'after' }]),
    behave: () => remove('/faults'),
  };
}

export type SandboxControl = ReturnType<typeof createSandbox>;
