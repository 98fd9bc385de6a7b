import type { FieldState } from './decode-zone';
import type { FieldName } from './formats';
import type { ZoneContents } from './parse-zone';

/** What was read of a document: advice to whoever reviews it. */
export interface MrzReading {
  readonly lines: readonly string[];
  readonly contents: ZoneContents;
  readonly states: Readonly<Record<FieldName, FieldState>>;
  /** The least certain sign of each field, from 0 to 1. */
  readonly confidences: Readonly<Record<FieldName, number>>;
}

/**
 * - `no_zone`: the picture shows none, or none that can be read.
 * - `not_an_image`: the bytes are no picture that is known, are broken, or have too many pixels.
 * - `took_too_long`, `reader_failed`: nothing is known about the document; it may be tried again.
 */
export type UnreadReason = 'no_zone' | 'not_an_image' | 'took_too_long' | 'reader_failed';

export type MrzOutcome = { readonly outcome: 'read'; readonly reading: MrzReading } | { readonly outcome: 'unread'; readonly reason: UnreadReason };
