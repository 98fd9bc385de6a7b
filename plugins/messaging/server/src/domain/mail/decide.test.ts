import { decideMail, type MailFacts } from './decide';

const question: MailFacts = { automatic: undefined, hasAuthor: true, verdict: 'none', addressed: 'support', isRequester: false, isBlocked: false, lately: 0, ofMachinesLately: 0, mostAnHour: 10 };
const answer: MailFacts = { ...question, addressed: 'ticket', isRequester: true };

describe('a mail', () => {
  it('to the support opens a ticket', () => {
    expect(decideMail(question)).toEqual({ do: 'open' });
  });

  it('to the address of a ticket, from who asked there, goes into it', () => {
    expect(decideMail(answer)).toEqual({ do: 'write' });
    expect(decideMail({ ...answer, verdict: 'pass' })).toEqual({ do: 'write' });
  });

  it.each([
    ['names no author, or several', { hasAuthor: false }, 'author_unclear'],
    ['was written in somebody’s name', { verdict: 'fail' }, 'author_forged'],
    ['is to an address that we did not sign', { addressed: 'forged_ticket' }, 'address_forged'],
    ['is to the ticket of somebody else', { isRequester: false }, 'not_the_requester'],
    ['comes from somebody who is blocked', { isBlocked: true }, 'author_blocked'],
    ['is one of many', { lately: 10 }, 'too_many'],
  ] as [string, Partial<MailFacts>, string][])('that %s goes nowhere before staff have looked at it', (_what, facts, reason) => {
    expect(decideMail({ ...answer, ...facts })).toEqual({ do: 'quarantine', reason });
  });

  it.each(['own', 'bounce', 'auto_reply', 'bulk'] as const)('that no person wrote (%s) is ignored, wherever it goes', (automatic) => {
    for (const facts of [question, answer, { ...question, hasAuthor: false }]) expect(decideMail({ ...facts, automatic })).toMatchObject({ do: 'ignore', reason: automatic });
  });

  it('that came back is told to the staff of its ticket, as long as it is not one of many', () => {
    const bounce = { ...answer, automatic: 'bounce' } as const;
    expect(decideMail(bounce)).toMatchObject({ isTold: true });
    for (const facts of [{ ...bounce, ofMachinesLately: 10 }, { ...bounce, lately: 10 }, { ...bounce, addressed: 'support' }, { ...bounce, automatic: 'auto_reply' }] as const) expect(decideMail(facts)).toMatchObject({ isTold: false });
  });
});
