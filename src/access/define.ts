/** Roles of API users; `public` is whoever sends no token. Strapi calls the role of a signed-in user `authenticated`. */
export const apiRoles = {
  public: { name: 'Public', description: 'Whoever sends no token.' },
  authenticated: { name: 'Authenticated', description: 'Signed-in users of the API.' },
  moderator: { name: 'Moderator', description: 'API users of the staff; an administrator links each to a member of staff.' },
} as const;
export type ApiRole = keyof typeof apiRoles;

/** Roles of the admin panel that come with Mangrove, beside Strapi's Super Admin. */
export const staffRoles = {
  'mangrove-moderator': { name: 'Moderator', description: 'Reads payments and webhooks, reviews and answers; moves no money.' },
} as const;
export type StaffRole = keyof typeof staffRoles;

/** No token is looked at: the route says `auth: false`. */
export const everyone = 'everyone';
export const users: readonly ApiRole[] = ['authenticated', 'moderator'];
/** Who works on reports through the API. */
export const apiModerators: readonly ApiRole[] = ['moderator'];
export const moderators: readonly StaffRole[] = ['mangrove-moderator'];

export type Callers = typeof everyone | readonly ApiRole[];

export interface StaffPermission {
  /** What it allows, as the role's page in the admin panel shows it. */
  does: string;
  /** Staff roles that get it, beside Super Admin. */
  heldBy?: readonly StaffRole[];
}

export interface PluginAccess {
  /** Handlers of the content API, e.g. `payment.create`, by who may call them. */
  api?: Readonly<Record<string, Callers>>;
  /** Permissions of the admin panel, e.g. `payments.read`. */
  staff?: Readonly<Record<string, StaffPermission>>;
}

export interface DeclaredPermission extends StaffPermission {
  plugin: string;
  name: string;
}

export interface Access {
  /** By the full name of the handler, e.g. `plugin::payments.payment.create`. */
  api: ReadonlyMap<string, Callers>;
  /** By the full name of the permission, e.g. `plugin::payments.payments.read`. */
  staff: ReadonlyMap<string, DeclaredPermission>;
}

export function defineAccess(plugins: Readonly<Record<string, PluginAccess>>): Access {
  const api = new Map<string, Callers>();
  const staff = new Map<string, DeclaredPermission>();
  for (const [plugin, block] of Object.entries(plugins)) {
    for (const [handler, callers] of Object.entries(block.api ?? {})) api.set(`plugin::${plugin}.${handler}`, callers);
    for (const [name, permission] of Object.entries(block.staff ?? {})) staff.set(`plugin::${plugin}.${name}`, { plugin, name, ...permission });
  }
  return { api, staff };
}

/** The handlers that a role of the API may call, beside those that are open to everyone. */
export const handlersOf = (access: Access, role: ApiRole): string[] =>
  [...access.api].filter(([, callers]) => callers !== everyone && callers.includes(role)).map(([handler]) => handler);

export const permissionsOf = (access: Access, role: StaffRole): string[] =>
  [...access.staff].filter(([, { heldBy }]) => heldBy?.includes(role)).map(([action]) => action);
