import { sign } from './signature.ts';

/** How a webhook is falsified before it leaves. */
export interface Tampering {
  readonly amount?: unknown;
  readonly currency?: unknown;
  readonly reference?: unknown;
  readonly status?: unknown;
  /**
   * `wrong`: made with another key. `missing`: no header. `other-body`: a valid one, for a body that is not this one.
   * Left out: valid for what is sent, so that only the content is wrong.
   */
  readonly signature?: 'wrong' | 'missing' | 'other-body' | undefined;
  /** Replaces the whole body, JSON or not. */
  readonly rawBody?: string | undefined;
}

export interface SignedBody {
  readonly body: string;
  readonly signature: string | null;
}

export interface EventPayload {
  readonly event: string;
  readonly data: Record<string, unknown>;
}

const FIELDS = ['amount', 'currency', 'reference', 'status'] as const;

export function signPayload(payload: EventPayload, secretKey: string, tampering: Tampering = {}): SignedBody {
  const body = tampering.rawBody ?? JSON.stringify(falsify(payload, tampering));
  return { body, signature: signatureFor(body, secretKey, tampering.signature) };
}

function falsify(payload: EventPayload, tampering: Tampering): EventPayload {
  const data = { ...payload.data };
  for (const field of FIELDS) if (tampering[field] !== undefined) data[field] = tampering[field];
  return { ...payload, data };
}

function signatureFor(body: string, secretKey: string, kind: Tampering['signature']): string | null {
  switch (kind) {
    case 'missing': return null;
    case 'wrong': return sign(body, `${secretKey}_of_somebody_else`);
    case 'other-body': return sign(`${body} `, secretKey);
    case undefined: return sign(body, secretKey);
  }
}
