import fc from 'fast-check';
import { newId } from '#kernel';
import { addressed, isSupportAddress, LONGEST_SUPPORT_LOCAL_PART, ticketAddressOf, type SupportAddress } from './ticket-address';

const support: SupportAddress = { address: 'support@example.com', secrets: ['a secret of today', 'a secret of last year'] };
const ticketId = newId('tkt');
const address = ticketAddressOf(support, ticketId);

describe('the address of a ticket', () => {
  it('leads to that ticket, whatever a mail server does to its case', () => {
    for (const given of [address, address.toUpperCase(), ` ${address} `]) expect(addressed(support, [given])).toEqual({ to: 'ticket', ticketId });
  });

  it('is an address that every mail server takes', () => {
    const longest = { ...support, address: `${'s'.repeat(LONGEST_SUPPORT_LOCAL_PART)}@example.com` };
    expect(ticketAddressOf(longest, ticketId).split('@')[0]).toHaveLength(64);
    expect(address).toMatch(/^support\+[0-9a-z]{42}@example\.com$/);
  });

  it('stays good after the secret was replaced, and no longer than the secret is kept', () => {
    const older = ticketAddressOf({ ...support, secrets: ['a secret of last year'] }, ticketId);
    expect(addressed(support, [older])).toEqual({ to: 'ticket', ticketId });
    expect(addressed({ ...support, secrets: ['a secret of today'] }, [older])).toEqual({ to: 'forged_ticket' });
  });

  it('cannot be made up: any other character is a forgery', () => {
    const [local = '', domain = ''] = address.split('@');
    const detail = local.slice('support+'.length);
    fc.assert(
      fc.property(fc.nat(detail.length - 1), fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'), (at, character) => {
        fc.pre(detail[at] !== character);
        const changed = detail.slice(0, at) + character + detail.slice(at + 1);
        expect(addressed(support, [`support+${changed}@${domain}`])).toEqual({ to: 'forged_ticket' });
      }),
    );
  });

  it('counts only at our own domain, and beside addresses that are none of ours', () => {
    expect(addressed(support, [address.replace('example.com', 'example.org')])).toEqual({ to: 'support' });
    expect(addressed(support, ['ada@example.org', 'support@example.com', address])).toEqual({ to: 'ticket', ticketId });
  });

  it('leads to each ticket that a mail is addressed to, once, up to ten', () => {
    const ids = Array.from({ length: 12 }, () => newId('tkt'));
    const all = ids.map((id) => ticketAddressOf(support, id));
    expect(addressed(support, [address, `support+${'0'.repeat(42)}@example.com`, all[0] ?? '', address.toUpperCase()])).toEqual({ to: 'ticket', ticketId, alsoTo: [ids[0]] });
    expect(addressed(support, all)).toEqual({ to: 'ticket', ticketId: ids[0], alsoTo: ids.slice(1, 10) });
  });

  it('without which a mail is one to the support, also with a word of the customer’s own behind the plus', () => {
    for (const recipients of [['support@example.com'], ['Support+shop@Example.com'], []]) expect(addressed(support, recipients)).toEqual({ to: 'support' });
  });

  it('is known as our own', () => {
    expect([address, 'support@example.com', 'SUPPORT+x@example.com'].map((one) => isSupportAddress(support, one))).toEqual([true, true, true]);
    expect(['supporter@example.com', 'support@example.org', 'ada@example.com'].map((one) => isSupportAddress(support, one))).toEqual([false, false, false]);
  });
});
