import type { VerifierCheck, VerifierReport } from '../../domain/verification';
import type { VerificationHandle, VerifierNotice } from '../port';

type Json = Record<string, unknown>;
const asObject = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {});
const asList = (value: unknown): Json[] => (Array.isArray(value) ? value.map(asObject) : []);
const text = (value: unknown, most = 200): string => (typeof value === 'string' ? value.slice(0, most) : '');
const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The words that are known; whatever else it says is for a person to read. */
const STATES = new Map<unknown, VerifierReport['state']>([['pending', 'pending'], ['passed', 'passed'], ['failed', 'failed'], ['review', 'review']]);
const OUTCOMES: readonly unknown[] = ['passed', 'failed', 'unclear', 'not_done'];

/** Reads an answer about the question that was asked; one about another question says nothing about ours. */
export function readReport(raw: unknown, { reference }: Pick<VerificationHandle, 'reference'>): VerifierReport {
  const { status, checks, reasons, documents, ...answer } = asObject(raw);
  return {
    state: answer.reference === reference ? (STATES.get(status) ?? 'review') : 'review',
    status: text(status, 100) || 'none',
    checks: asList(checks).map((check) => ({
      name: text(check.name, 60),
      outcome: OUTCOMES.includes(check.outcome) ? (check.outcome as VerifierCheck['outcome']) : 'unclear',
      ...(typeof check.score === 'number' && check.score >= 0 && check.score <= 1 ? { score: check.score } : {}),
    })),
    reasons: asList(reasons).map((reason) => ({ code: text(reason.code, 60), text: text(reason.text) })),
    documents: asList(documents).map((document) => ({ name: text(document.name, 60), link: text(document.link, 2_000) })),
  };
}

/** Reads an authentic webhook, whatever it is. */
export function readNotice(rawBody: Buffer): Omit<VerifierNotice, 'secretIndex'> {
  const body = asObject(parse(rawBody));
  const occurredAt = new Date(text(body.occurredAt, 40));
  return {
    reference: textOrNull(body.reference),
    providerReference: textOrNull(body.id),
    eventId: textOrNull(body.eventId),
    eventType: text(body.event, 100) || 'unreadable',
    occurredAt: Number.isNaN(occurredAt.getTime()) ? null : occurredAt,
  };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined; // An authentic webhook that is no JSON is a notice without references.
  }
}
