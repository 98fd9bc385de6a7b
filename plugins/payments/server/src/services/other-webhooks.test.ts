import type { Core } from '@strapi/strapi';
import { otherWebhooks, type OtherWebhooks } from './other-webhooks';

/** Readers are told apart by the server that they were named on; nothing of it is used. */
const aServer = () => ({}) as Core.Strapi;
const reader = (different: Partial<OtherWebhooks> = {}): OtherWebhooks => ({ gateway: 'paystack', prefix: 'customeridentification.', take: () => Promise.resolve(), ...different });

describe('webhooks at a gateway’s address that are no payments', () => {
  it('go to nobody where no recipe asked for them', () => {
    expect(otherWebhooks(aServer()).find('paystack', 'customeridentification.success')).toBeUndefined();
  });

  it('go to whoever asked for events that begin like theirs', () => {
    const server = aServer();
    const [identification, disputes] = [reader(), reader({ prefix: 'dispute.' })];
    otherWebhooks(server).add(identification);
    otherWebhooks(server).add(disputes);
    expect(otherWebhooks(server).find('paystack', 'customeridentification.failed')).toBe(identification);
    expect(otherWebhooks(server).find('paystack', 'dispute.create')).toBe(disputes);
  });

  it.each(['charge.success', 'customeridentification', 'xcustomeridentification.success', 'CUSTOMERIDENTIFICATION.success', ''])('leave payments what nobody asked for: "%s"', (eventType) => {
    const server = aServer();
    otherWebhooks(server).add(reader());
    expect(otherWebhooks(server).find('paystack', eventType)).toBeUndefined();
  });

  it('of another gateway, or on another server, are not theirs', () => {
    const server = aServer();
    otherWebhooks(server).add(reader());
    expect(otherWebhooks(server).find('flutterwave', 'customeridentification.success')).toBeUndefined();
    expect(otherWebhooks(aServer()).find('paystack', 'customeridentification.success')).toBeUndefined();
  });

  it('that two ask for go to the first, and are told once', () => {
    const server = aServer();
    const first = reader();
    otherWebhooks(server).add(first);
    otherWebhooks(server).add(reader());
    expect(otherWebhooks(server).find('paystack', 'customeridentification.success')).toBe(first);
  });
});
