import type { ReactNode } from 'react';
import type { Refusal } from '../../../../kernel/admin/src/api/refusal';
import type { TextKey } from '../text';

export const KINDS = ['policies', 'calendars', 'followUps', 'agents'] as const;
export type KindName = (typeof KINDS)[number];

export interface FormProps<D> {
  draft: D;
  /** What the server does not take, to be said at its field. */
  refusal: Refusal | undefined;
  onChange(change: Partial<D>): void;
}

/** One kind of what staff edit: how it is listed, and how it is filled in. */
export interface RuleKind<T extends { id: string }, D> {
  name: KindName;
  /** Where the server keeps it. */
  path: string;
  /** Headings of its columns. */
  columns: readonly TextKey[];
  /** The cells of a row, in the order of `columns`. */
  Cells(props: { rule: T }): ReactNode;
  nameOf(rule: T): string | null;
  /** What the form begins with: a rule as it stands, or a new one. */
  draftOf(rule: T | undefined): D;
  /** As the server takes it. */
  bodyOf(draft: D): object;
  Form(props: FormProps<D>): ReactNode;
}
