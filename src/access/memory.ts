import { table, type Guard, type Tx } from '#kernel';

/**
 * What the boot has granted before. A declared grant that was given once and is gone now was taken away by hand; one that was
 * never given is new.
 */
export const accessGuards: Guard[] = [
  table('access_grants', 'role text NOT NULL, action text NOT NULL, granted_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (role, action)'),
];

export async function grantedBefore(tx: Tx, role: string): Promise<Set<string>> {
  const rows = await tx.query<{ action: string }>('SELECT action FROM access_grants WHERE role = $1', [role]);
  return new Set(rows.map(({ action }) => action));
}

export async function remember(tx: Tx, role: string, actions: readonly string[]): Promise<void> {
  await tx.execute('INSERT INTO access_grants (role, action) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING', [role, actions]);
}

export interface HandChange {
  /** `api:moderator` or `staff:mangrove-moderator`. */
  role: string;
  action: string;
  change: 'given by hand' | 'taken away by hand';
}

/** What to give to a role now, and what somebody changed since the boot gave it. */
export function compare(role: string, { declared, given, before }: { declared: readonly string[]; given: ReadonlySet<string>; before: ReadonlySet<string> }) {
  const missing = declared.filter((action) => !given.has(action) && !before.has(action));
  const byHand: HandChange[] = [
    ...declared.filter((action) => !given.has(action) && before.has(action)).map((action) => ({ role, action, change: 'taken away by hand' as const })),
    ...[...given].filter((action) => !declared.includes(action)).map((action) => ({ role, action, change: 'given by hand' as const })),
  ];
  return { missing, byHand };
}
