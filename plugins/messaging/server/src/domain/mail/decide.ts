import type { AutomaticKind } from './automatic';
import type { Addressed } from './ticket-address';
import type { Verdict } from './verdict';

/** What is known of a mail when it is decided what becomes of it. */
export interface MailFacts {
  /** Why no person wrote it. */
  automatic: AutomaticKind | undefined;
  /** Whether it names exactly one author. */
  hasAuthor: boolean;
  verdict: Verdict;
  addressed: Addressed['to'];
  /** Whether the author is who asked in the ticket that it is addressed to. */
  isRequester: boolean;
  /** Whether the author may ask at all: their account may be blocked. */
  isBlocked: boolean;
  /** Mails of the author that came in the last hour, without this one. */
  lately: number;
  /** Mails of machines that came to the address of this ticket in the last hour. */
  ofMachinesLately: number;
  mostAnHour: number;
}

export type Ignored = AutomaticKind;
export type Quarantined = 'author_unclear' | 'author_forged' | 'address_forged' | 'not_the_requester' | 'author_blocked' | 'too_many';

/** `write`: into the ticket; `open`: a new one; `quarantine`: staff look at it; `ignore`: it is kept, and nothing follows but, of one that came back, a word to the staff. */
export type MailDecision = { do: 'write' } | { do: 'open' } | { do: 'quarantine'; reason: Quarantined } | { do: 'ignore'; reason: Ignored; isTold: boolean };

/**
 * A mail gets into a ticket only with the address that we signed for it, and only from the address of who asked there: either
 * alone may be known to others. What it says it answers (Message-ID, References, the number in its subject) counts for nothing.
 */
export function decideMail(facts: MailFacts): MailDecision {
  if (facts.automatic !== undefined) return { do: 'ignore', reason: facts.automatic, isTold: isNews(facts) };
  const reason = doubt(facts);
  if (reason !== undefined) return { do: 'quarantine', reason };
  return { do: facts.addressed === 'ticket' ? 'write' : 'open' };
}

/** Anybody can send what looks like a mail that came back: the log of a ticket, which forgets nothing, takes no more of it than of an author. */
const isNews = ({ automatic, addressed, lately, ofMachinesLately, mostAnHour }: MailFacts): boolean =>
  automatic === 'bounce' && addressed === 'ticket' && Math.max(lately, ofMachinesLately) < mostAnHour;

function doubt({ hasAuthor, verdict, addressed, isRequester, isBlocked, lately, mostAnHour }: MailFacts): Quarantined | undefined {
  if (!hasAuthor) return 'author_unclear';
  if (verdict === 'fail') return 'author_forged';
  if (addressed === 'forged_ticket') return 'address_forged';
  if (addressed === 'ticket' && !isRequester) return 'not_the_requester';
  if (isBlocked) return 'author_blocked';
  if (lately >= mostAnHour) return 'too_many';
  return undefined;
}
