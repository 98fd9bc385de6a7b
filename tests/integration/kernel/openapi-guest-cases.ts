import type { Answer } from '../../support/index.ts';
import type { Case, World } from './openapi-cases.ts';

const ask = ({ guest, user }: World): Promise<Answer<unknown>> => guest.post('/api/tickets/guest', { body: { email: user.email, subject: 'My refund', text: 'Where is it?' } });

/** Example requests of people without an account. */
export const guestCases: Record<'askAsGuest' | 'confirmGuestTicket', Case> = {
  askAsGuest: { success: ask, refusal: ({ guest }) => guest.post('/api/tickets/guest', { body: { email: 'nobody', subject: 'My refund', text: 'Where is it?' } }) },
  confirmGuestTicket: {
    async success(world) {
      await ask(world);
      const message = await world.mail.mailbox.waitFor({ to: world.user.email, subject: 'Confirm your address' }, 20_000);
      return world.guest.post('/api/tickets/guest/confirm', { body: { token: /token=(\S+)/.exec(message?.text ?? '')?.[1] } });
    },
    refusal: ({ guest }) => guest.post('/api/tickets/guest/confirm', { body: { token: `grq_${'0'.repeat(26)}.${'0'.repeat(43)}` } }),
  },
};
