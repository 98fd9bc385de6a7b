import { createDesk, type Desk } from './desk.ts';
import { createClient } from './http.ts';
import { createReviewDesk, type ReviewDesk } from './review-desk.ts';

interface TimelineEntry {
  at: string;
  source: 'event' | 'webhook' | 'act';
  type: string;
  data: Record<string, unknown>;
}

/** Everything that staff see of one payment; the parts that the demo looks at. */
export interface PaymentFile {
  id: string;
  state: string;
  payer: { id: string; email: string };
  attempts: { reference: string; number: number; state: string }[];
  timeline: TimelineEntry[];
  postings: { kind: string; entries: { account: string; direction: string; amountMinor: string }[] }[];
  webhooks: { type: string; state: string; repeats: number }[];
  discrepancies: { kind: string; state: string; detail: string | null; amountMinor: string | null }[];
}

export interface Staff {
  /** @throws Failure when it cannot be seen */
  see(paymentId: string): Promise<PaymentFile>;
  /** The rows of the list that a search finds. */
  search(text: string): Promise<{ id: string; state: string }[]>;
  readonly desk: Desk;
  readonly reviews: ReviewDesk;
}

/** Signs in to the admin panel's own API, as the panel does. */
export async function signInStaff(url: string, email: string, password: string): Promise<Staff> {
  const { data } = await createClient(`${url}/admin`).post<{ data: { token: string } }>('/login', { email, password });
  const { get } = createClient(`${url}/payments`, data.token);
  return {
    see: async (paymentId) => (await get<{ data: PaymentFile }>(`/transactions/${paymentId}`)).data,
    search: async (text) => (await get<{ data: { id: string; state: string }[] }>(`/transactions?search=${encodeURIComponent(text)}`)).data,
    desk: createDesk(createClient(`${url}/messaging`, data.token)),
    reviews: createReviewDesk(createClient(`${url}/kyc`, data.token), data.token),
  };
}
