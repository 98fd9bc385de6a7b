import type { Tampering } from './tamper.ts';

/** What happens to coming webhooks. The first rule that matches and is not used up applies, alone. */
export interface WebhookRule {
  readonly match?: { readonly reference?: string | undefined; readonly event?: string | undefined } | undefined;
  /** How many events it applies to; without it, all. */
  readonly times?: number | undefined;
  /** So many additional copies, sent beside the first one. */
  readonly duplicate?: number | undefined;
  /** On the sandbox's clock. */
  readonly delaySeconds?: number | undefined;
  /** Kept until released. */
  readonly hold?: boolean | undefined;
  /** Never sent. */
  readonly drop?: boolean | undefined;
  readonly tamper?: Tampering | undefined;
}

export interface WebhookRules {
  replace(rules: readonly WebhookRule[]): void;
  list(): (WebhookRule & { used: number })[];
  /** The rule for an event; using it counts. */
  take(event: string, reference: string): WebhookRule | null;
}

export function createWebhookRules(): WebhookRules {
  let rules: (WebhookRule & { used: number })[] = [];
  return {
    replace: (next) => {
      rules = next.map((rule) => ({ ...rule, used: 0 }));
    },
    list: () => rules,
    take(event, reference) {
      const rule = rules.find(({ match, times, used }) =>
        (times === undefined || used < times) &&
        (match?.event === undefined || match.event === event) &&
        (match?.reference === undefined || match.reference === reference));
      if (!rule) return null;
      rule.used += 1;
      return rule;
    },
  };
}
