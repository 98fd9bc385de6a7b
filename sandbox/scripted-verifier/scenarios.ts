/** What the service says of a question. */
export type Word = 'pending' | 'passed' | 'failed' | 'review' | 'unheard-of';

/** What happens to a question, chosen by the last name that the applicant typed. */
export interface Scenario {
  /** What it says when asked, from the beginning. */
  says: Word;
  /** What its webhooks claim; nothing is sent where this is absent. */
  webhookClaims?: 'passed' | 'failed';
  /** How often each webhook is sent, with other bytes each time and one event id. */
  times?: number;
  /** Whether the webhook arrives before the answer to the call that made the question. */
  isEarly?: boolean;
  /** Calls that make a question get no answer: so many, then it behaves. The question is made all the same. */
  hangs?: number;
  /** It says clearly that it does not answer. */
  isRefused?: boolean;
}

/** By the last name, in lower case; anybody else passes. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  fails: { says: 'failed', webhookClaims: 'failed' },
  reviews: { says: 'review', webhookClaims: 'passed' },
  unheard: { says: 'unheard-of', webhookClaims: 'passed' },
  silent: { says: 'pending' },
  liar: { says: 'failed', webhookClaims: 'passed' },
  repeats: { says: 'passed', webhookClaims: 'passed', times: 5 },
  early: { says: 'passed', webhookClaims: 'passed', isEarly: true },
  hangs: { says: 'passed', hangs: 1 },
  gone: { says: 'pending', hangs: Number.POSITIVE_INFINITY },
  refused: { says: 'pending', isRefused: true },
};

const PASSES: Scenario = { says: 'passed', webhookClaims: 'passed' };

export const scenarioOf = (lastName: unknown): Scenario => (typeof lastName === 'string' ? (scenarios[lastName.toLowerCase()] ?? PASSES) : PASSES);
