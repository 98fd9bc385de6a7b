import { createUser, startServerWithSandbox, type HttpClient, type TestServer, type TestUser } from '../support/index.ts';
import { createCallers, createStaff, freshSession, type Callers } from './people.ts';

interface Route {
  type: 'content-api' | 'admin';
  method: string;
  path: string;
  handler?: string;
  isPublic: boolean;
  permissions: string[];
  isOurs: boolean;
}
type Declaration = Record<string, 'everyone' | string[]>;
type Routes = typeof import('../../src/access/routes.ts');
type Access = { access: import('../../src/access/define.ts').Access };

/** Routes of Strapi's admin panel that look at no token: signing in, and what the sign-in page needs. Nothing else may. */
const OPEN_IN_ADMIN = [
  'GET /admin/init', 'GET /admin/project-type', 'GET /admin/registration-info', 'GET /admin/strapi-plugins-translations', 'GET /admin/telemetry-properties', 'POST /admin/login', 'POST /admin/register-admin', 'POST /admin/register',
  'POST /admin/forgot-password', 'POST /admin/reset-password', 'POST /admin/access-token', 'GET /admin/providers/options', 'GET /content-manager/preview/script',
];
/** Served by Strapi's or our own server beside the routers: health, the panel's own files, uploads, the API's description. */
const BESIDE_THE_ROUTERS = [/^\/_health$/, /^\/socket\.io\/$/, /^\/health\/(live|ready)$/, /^\/api\/openapi\.json$/, /^\/admin(\/.*|\*|\(.*)?$/, /^\/uploads\//, /^\/$/, /^\/metrics$/, /^\/\(\.\*\)$/, /^\/:/, /favicon/, /^\/\(\(\?!uploads/];

const isRefused = ({ status, body }: { status: number; body: unknown }) => {
  const code = (body as { error?: { code?: string } } | undefined)?.error?.code;
  return (status === 401 && code === 'KERNEL_UNAUTHENTICATED') || (status === 403 && code === 'KERNEL_FORBIDDEN');
};

describe('every route', () => {
  let server: TestServer;
  let routes: Route[];
  let declared: { api: Declaration; staff: Record<string, string[]> };
  let callers: Callers;
  let user: TestUser;
  let moderatorUser: TestUser;

  beforeAll(async () => {
    ({ server } = await startServerWithSandbox());
    routes = await server.run((strapi, _args, { load }) => load<Routes>('./dist/src/access/routes.js').routeReport(strapi).served as Route[]);
    declared = await server.run((_strapi, _args, { load }) => {
      const { access } = load<Access>('./dist/src/access/declaration.js');
      return { api: Object.fromEntries(access.api) as never, staff: Object.fromEntries([...access.staff].map(([name, { heldBy = [] }]) => [name, [...heldBy]])) };
    });
    ({ callers, user, moderatorUser } = await createCallers(server));
  });

  const named = ({ method, path }: Route) => `${method} ${path}`;
  const contentApi = () => routes.filter(({ type }) => type === 'content-api');
  const ours = () => routes.filter(({ type, isOurs }) => type === 'admin' && isOurs);
  const strapis = () => routes.filter(({ type, isOurs }) => type === 'admin' && !isOurs);
  /** A plausible address that belongs to nothing. */
  const address = ({ path }: Route) => path.replace(/:(\w+)(\([^)]*\))?/g, 'nothing-here').replace('(.*)', 'x');
  const call = (client: HttpClient, route: Route) =>
    client.request<unknown>(route.method === 'ALL' ? 'GET' : route.method, address(route), ['POST', 'PUT', 'PATCH'].includes(route.method) ? { body: {} } : {});
  const codes = async (client: HttpClient, of: Route[]) => {
    const found: [string, number, string | undefined][] = [];
    for (const route of of) {
      const { status, body } = await call(client, route);
      found.push([named(route), status, (body as { error?: { code?: string } } | undefined)?.error?.code]);
    }
    return found;
  };

  it('that the server answers went through the declaration', async () => {
    const layers = await server.run((strapi) =>
      strapi.server.listRoutes().flatMap(({ methods, path }: { methods: string[]; path: string }) => methods.filter((method) => method !== 'HEAD').map((method) => ({ method, path }))),
    );
    const known = new Set(routes.flatMap((route) => (route.method === 'ALL' ? [route.path] : [named(route), route.path])));
    const stray = layers.filter(({ method, path }) => !known.has(`${method} ${path}`) && !BESIDE_THE_ROUTERS.some((pattern) => pattern.test(path)));
    expect(stray).toEqual([]);
    expect(contentApi().length).toBeGreaterThanOrEqual(19);
  });

  it('has an entry, and every entry has a route: nothing is refused at start-up', async () => {
    const admin = await callers.superAdmin.get<{ data: object }>('/access/report');
    expect(admin.body.data).toEqual({ changedByHand: [], refusedRoutes: [] });
    // PUT and DELETE of one thing are one handler and one permission.
    expect([...new Set(contentApi().map(({ handler }) => handler))].sort()).toEqual(Object.keys(declared.api).sort());
  });

  it('that is added without an entry is not served, and is reported', async () => {
    const refused = await server.run((strapi, _args, { load }) => {
      const leak = { method: 'GET', path: '/leak', handler: (ctx: { body: unknown }) => void (ctx.body = 'secret'), config: { auth: false } };
      strapi.server.routes({ type: 'content-api', prefix: '', routes: [leak] } as never);
      strapi.server.routes({ type: 'admin', prefix: '/leaky', routes: [{ ...leak, config: {} }] } as never);
      return load<Routes>('./dist/src/access/routes.js').routeReport(strapi).refused.map(({ route, reason }) => [route.path, reason]);
    });
    expect(refused).toEqual([
      ['/api/leak', expect.stringContaining('does not say who may call it')],
      ['/leaky/leak', expect.stringContaining('asks for no permission')],
    ]);
    expect((await callers.anonymous.get('/api/leak')).status).toBe(404);
  });

  it.each(['users', 'users/1', 'users/count', 'roles', 'roles/1', 'users-permissions/roles', 'users-permissions/permissions', 'upload', 'upload/files', 'i18n/locales', 'connect/google', 'auth/google/callback', 'content-type-builder/content-types', 'email', 'transactions/1', 'discrepancies', 'ledger'])(
    'of Strapi that is not declared does not exist: /api/%s',
    async (path) => {
      for (const client of [callers.anonymous, callers.user, callers.moderatorUser, callers.superAdmin]) expect((await client.get(`/api/${path}`)).status).toBe(404);
    },
  );

  describe('of the API', () => {
    it('that is open to everyone asks nobody for a token', async () => {
      const open = contentApi().filter(({ isPublic }) => isPublic);
      for (const client of [callers.anonymous, callers.user, callers.superAdmin]) for (const route of open) expect([named(route), isRefused(await call(client, route))]).toEqual([named(route), false]);
    });

    it.each(['anonymous', 'staffWithoutPermission', 'staffModerator', 'superAdmin'] as const)('that needs a user refuses %s with 401', async (who) => {
      const closed = contentApi().filter(({ isPublic }) => !isPublic);
      expect(await codes(callers[who], closed)).toEqual(closed.map((route) => [named(route), 401, 'KERNEL_UNAUTHENTICATED']));
    });

    it.each([['authenticated', () => user], ['moderator', () => moderatorUser]] as const)('lets a user with the role "%s" do what is declared, and nothing else', async (role, person) => {
      for (const route of contentApi().filter(({ isPublic }) => !isPublic)) {
        const isAllowed = declared.api[route.handler ?? '']?.includes(role) ?? false;
        // A session of its own: some routes end the one that they are called with.
        const answer = await call(await freshSession(server, person()), route);
        expect([named(route), isRefused(answer)]).toEqual([named(route), !isAllowed]);
      }
    });

    it('never fails on the way: a call without sense is a refusal, not an error of ours', async () => {
      for (const client of [callers.anonymous, await freshSession(server, user)]) for (const route of contentApi()) expect([named(route), (await call(client, route)).status]).not.toEqual([named(route), 500]);
    });
  });

  describe('to something that has an owner', () => {
    interface Owned {
      /** How an owner gets such a thing. */
      make(client: HttpClient): Promise<string>;
      body?: object;
      /** What stands for a second parameter of the address. */
      rest?: string;
      /** Of the owner's call; 200 unless it says otherwise. */
      status?: number;
    }
    /** By handler; `undefined` where the caller's own things are meant whatever the address says. */
    const owned: Record<string, Owned | undefined> = {
      'plugin::users-permissions.auth.revokeSession': { make: async (client) => (await client.get<{ data: { id: string }[] }>('/api/auth/sessions')).body.data.at(-1)?.id ?? '' },
      'plugin::payments.payment.findOne': { make: payment },
      'plugin::payments.payment.sync': { make: payment },
      'plugin::payments.wallet.entries': undefined,
      'plugin::kyc.application.findOne': { make: application },
      'plugin::kyc.application.update': { make: application, body: { firstName: 'Ada' } },
      'plugin::kyc.application.submit': { make: application, status: 422 },
      'plugin::kyc.application.withdraw': { make: application },
      'plugin::kyc.verification.begin': { make: application },
      'plugin::kyc.document.find': { make: application },
      // No form: who owns it hears that, tests/integration/kyc/documents.test.ts sends some.
      'plugin::kyc.document.upload': { make: application, body: {}, status: 400 },
      'plugin::kyc.document.remove': { make: application, rest: `kyd_${'0'.repeat(26)}`, status: 404 },
      'plugin::messaging.room.findOne': { make: room },
      'plugin::messaging.event.find': { make: room },
      'plugin::messaging.message.send': { make: room, body: { clientMessageId: 'once', text: 'Hello' }, status: 201 },
      'plugin::messaging.attachment.link': { make: attachment },
      'plugin::messaging.room.read': { make: room, body: { seq: 1 } },
      'plugin::messaging.room.typing': { make: room, body: {}, status: 204 },
      'plugin::messaging.block.put': undefined,
      'plugin::messaging.room.update': { make: room, body: { title: 'Launch day' } },
      'plugin::messaging.member.add': { make: room, body: { userIds: [`usr_${'0'.repeat(26)}`] }, status: 422 },
      'plugin::messaging.member.remove': { make: room, rest: `usr_${'0'.repeat(26)}` },
      'plugin::messaging.message.edit': { make: message, body: { text: 'Good morning' } },
      'plugin::messaging.message.delete': { make: message },
      'plugin::messaging.message.versions': { make: message },
      'plugin::messaging.message.react': { make: message, rest: '👍' },
      'plugin::messaging.message.pin': { make: message },
      'plugin::messaging.message.pins': { make: room },
      'plugin::messaging.ticket.findOne': { make: ticket },
      'plugin::messaging.ticket.close': { make: ticket },
      'plugin::messaging.ticket.rate': { make: closedTicket, body: { rating: 5 } },
      'plugin::messaging.ticket.reopen': { make: closedTicket },
      'plugin::messaging.report.create': { make: messageOfAnother, body: { reason: 'spam' }, status: 201 },
      'plugin::messaging.slowMode.put': { make: room, body: { seconds: 10 } },
      // Moderators see whatever was reported, members or not: tests/integration/messaging/moderation.
      'plugin::messaging.moderation.readReport': undefined,
      'plugin::messaging.moderation.resolveReport': undefined,
      'plugin::messaging.moderation.removeMessage': undefined,
      'plugin::messaging.moderation.liftSanction': undefined,
    };
    async function payment(client: HttpClient) {
      const { body } = await client.post<{ data: { id: string } }>('/api/payments', { body: { amountMinor: '500000', currency: 'NGN' } });
      return body.data.id;
    }
    /** A person has one at a time. */
    async function application(client: HttpClient) {
      const { body } = await client.post<{ data: { id: string } | null; error?: { details: { applicationId: string } } }>('/api/kyc/applications', { body: { level: 'tier-1' } });
      return body.data?.id ?? body.error?.details.applicationId ?? '';
    }
    async function room(client: HttpClient) {
      const { id } = await createUser(server);
      const { body } = await client.post<{ data: { roomId: string } }>('/api/rooms', { body: { kind: 'group', memberIds: [id] } });
      return body.data.roomId;
    }

    async function ticket(client: HttpClient) {
      const { body } = await client.post<{ data: { id: string } }>('/api/tickets', { body: { subject: 'Money', text: 'Where is it?' } });
      return body.data.id;
    }
    async function closedTicket(client: HttpClient) {
      const id = await ticket(client);
      await client.post(`/api/tickets/${id}/close`);
      return id;
    }

    async function attachment(client: HttpClient) {
      const { body } = await client.post<{ data: { id: string } }>(`/api/attachments?roomId=${await room(client)}&name=note`, { body: 'Hello' });
      return body.data.id;
    }

    async function message(client: HttpClient) {
      const { body } = await client.post<{ data: { messageId: string } }>(`/api/rooms/${await room(client)}/messages`, { body: { clientMessageId: 'once', text: 'Hello' } });
      return body.data.messageId;
    }

    async function messageOfAnother(client: HttpClient) {
      const another = await createUser(server);
      const { body } = await client.post<{ data: { roomId: string } }>('/api/rooms', { body: { kind: 'direct', memberIds: [another.id] } });
      const sent = await another.http.post<{ data: { messageId: string } }>(`/api/rooms/${body.data.roomId}/messages`, { body: { clientMessageId: 'once', text: 'Hello' } });
      return sent.body.data.messageId;
    }

    it('answers a stranger exactly as if it did not exist, and its owner with it', async () => {
      const stranger = await freshSession(server, moderatorUser);
      const withParameters = contentApi().filter(({ isPublic, path }) => !isPublic && path.includes(':'));
      expect([...new Set(withParameters.map(({ handler }) => handler))].sort()).toEqual(Object.keys(owned).sort());
      for (const route of withParameters) {
        const thing = owned[route.handler ?? ''];
        if (!thing) continue;
        const owner = await freshSession(server, user);
        const id = await thing.make(owner);
        const request = (client: HttpClient, value: string) => client.request<unknown>(route.method, route.path.replace(/:\w+/, value).replace(/:\w+/, thing.rest ?? ''), thing.body ? { body: thing.body } : {});
        const [theirs, nobodys] = [await request(stranger, id), await request(stranger, `${id.slice(0, -4)}0000`)];
        expect([named(route), theirs.status, theirs.body]).toEqual([named(route), 404, nobodys.body]);
        expect([named(route), (await request(owner, id)).status]).toEqual([named(route), thing.status ?? 200]);
      }
    });
  });

  describe('of the admin panel', () => {
    it('is closed to who is not staff, but for signing in', async () => {
      const open = strapis().filter(({ isPublic }) => isPublic).map(named);
      expect(open.filter((route) => !OPEN_IN_ADMIN.includes(route))).toEqual([]);
      const closed = [...ours(), ...strapis()].filter(({ isPublic }) => !isPublic);
      for (const who of ['anonymous', 'user', 'moderatorUser'] as const) expect(await codes(callers[who], closed)).toEqual(closed.map((route) => [named(route), 401, 'KERNEL_UNAUTHENTICATED']));
    });

    it('that asks for a permission refuses staff without it', async () => {
      const guarded = [...ours(), ...strapis()].filter(({ permissions }) => permissions.length > 0);
      expect(guarded.length).toBeGreaterThan(30);
      expect(await codes(callers.staffWithoutPermission, guarded)).toEqual(guarded.map((route) => [named(route), 403, 'KERNEL_FORBIDDEN']));
    });

    it('of ours lets moderators do what is declared, and nothing else', async () => {
      for (const route of ours()) {
        const isAllowed = route.permissions.every((permission) => declared.staff[permission]?.includes('mangrove-moderator'));
        expect([named(route), isRefused(await call(callers.staffModerator, route))]).toEqual([named(route), !isAllowed]);
      }
    });

    it('that says to whom tickets can be given says it to staff who may see tickets, by name, and to nobody else', async () => {
      const path = '/messaging/ticket-staff';
      const [agent, nobody] = [await createStaff(server, 'mangrove-moderator'), await createStaff(server)];
      for (const who of ['anonymous', 'user', 'moderatorUser'] as const) expect([who, (await callers[who].get(path)).status]).toEqual([who, 401]);
      expect((await callers.staffWithoutPermission.get(path)).status).toBe(403);
      for (const who of ['staffModerator', 'superAdmin'] as const) {
        const { status, body } = await callers[who].get<{ data: { id: string }[] }>(path);
        expect([who, status]).toEqual([who, 200]);
        expect(body.data).toContainEqual({ id: agent.id, name: 'Test Staff' });
        expect(body.data.map(({ id }) => id)).not.toContain(nobody.id);
        expect(JSON.stringify(body)).not.toContain('@mangrove.test');
      }
    });

    it('of ours lets an administrator do everything', async () => {
      for (const route of ours()) expect([named(route), isRefused(await call(callers.superAdmin, route))]).toEqual([named(route), false]);
    });
  });
});
