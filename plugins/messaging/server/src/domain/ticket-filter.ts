/** For which tickets a rule is meant; `null` is any. */
export interface TicketFilter {
  priority: string | null;
  category: string | null;
}

/** What a rule looks at in a ticket. */
export interface FilteredTicket {
  priority: string;
  category: string | null;
}

const fits = (filter: TicketFilter, ticket: FilteredTicket): boolean =>
  (filter.priority === null || filter.priority === ticket.priority) && (filter.category === null || filter.category === ticket.category);

/** A category says more about a ticket than its priority, and both more than either. */
const specificity = ({ priority, category }: TicketFilter): number => (category === null ? 0 : 2) + (priority === null ? 0 : 1);

/** Of the rules that fit a ticket the one that says most about it; of two that say as much, the first. */
export const mostSpecific = <R extends TicketFilter>(rules: readonly R[], ticket: FilteredTicket): R | undefined =>
  rules.filter((rule) => fits(rule, ticket)).reduce<R | undefined>((best, rule) => (best && specificity(best) >= specificity(rule) ? best : rule), undefined);
