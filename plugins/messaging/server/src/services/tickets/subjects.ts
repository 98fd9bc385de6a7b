import type { Core } from '@strapi/strapi';
import { createRegistry } from '#kernel';
import type { Subject } from '../../domain/ticket';
import { SubjectUnknown } from '../../domain/ticket-errors';

/** A kind of thing that customers may open tickets about. Another part of the product knows whose each is. */
export interface TicketSubjects {
  /** The `type` of `relatesTo`, e.g. `payment`. Never rename it once released. */
  readonly code: string;
  /** Whether there is such a thing and it is this person's; both by their public ids. */
  isOf(personId: string, id: string): Promise<boolean>;
}

const known = new WeakMap<Core.Strapi, TicketSubjects[]>();

/** Lets customers open tickets about their own things of a kind. In `register()`. */
export function allowTicketsAbout(strapi: Core.Strapi, subjects: TicketSubjects): void {
  const all = [...(known.get(strapi) ?? []), subjects];
  createRegistry('kind of thing that tickets are about', ['isOf'], all);
  known.set(strapi, all);
}

/** @throws SubjectUnknown, alike for a kind that there is not, a thing that there is not, and a thing of somebody else */
export async function assertOwnSubject(strapi: Core.Strapi, personId: string, { type, id }: Subject): Promise<void> {
  const subjects = (known.get(strapi) ?? []).find(({ code }) => code === type);
  if (!subjects || !(await subjects.isOf(personId, id))) throw new SubjectUnknown();
}
