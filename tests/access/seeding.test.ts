import { startServer, type TestServer } from '../support/index.ts';
import { createStaff } from './people.ts';

type Report = { data: { changedByHand: { role: string; action: string; change: string }[]; refusedRoutes: string[] } };
const ME = 'plugin::users-permissions.user.me';
const SYNC = 'plugin::payments.payments.sync';

describe('roles and permissions at start-up', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });

  const granted = async (type: string) => {
    const { rows } = await server.db.query<{ action: string }>(
      `select p.action from up_permissions p join up_permissions_role_lnk l on l.permission_id = p.id join up_roles r on r.id = l.role_id where r.type = $1 order by 1`,
      [type],
    );
    return rows.map(({ action }) => action);
  };
  const report = async () => {
    const admin = await createStaff(server, 'strapi-super-admin');
    return (await admin.http.get<Report>('/access/report')).body.data.changedByHand;
  };

  it('are there on a new database, without what Strapi would open by itself, and without anybody in it', async () => {
    expect(await granted('public')).toEqual([]);
    expect(await granted('moderator')).toContain(ME);
    const { rows } = await server.db.query<{ name: string }>("select name from admin_roles where code = 'mangrove-moderator'");
    expect(rows).toEqual([{ name: 'Moderator' }]);
    expect(await report()).toEqual([]);
    expect((await server.db.query('select 1 from up_users')).rowCount).toBe(0);
  });

  it('that somebody changed by hand stay changed, and are reported', async () => {
    await server.db.query('delete from up_permissions where action = $1 and id in (select permission_id from up_permissions_role_lnk l join up_roles r on r.id = l.role_id where r.type = $2)', [ME, 'authenticated']);
    await server.db.query('delete from admin_permissions where action = $1 and id in (select permission_id from admin_permissions_role_lnk l join admin_roles r on r.id = l.role_id where r.code = $2)', [SYNC, 'mangrove-moderator']);
    await server.run(async (strapi) => {
      const role = (await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } })) as { id: number };
      await strapi.db.query('plugin::users-permissions.permission').create({ data: { action: 'plugin::payments.wallet.find', role: role.id } });
    });
    const ofStaff = async () => (await server.db.query("select action from admin_permissions where action like 'plugin::payments.%' or action like 'plugin::kernel.%' order by 1")).rows;
    const before = await ofStaff();
    await server.restart();
    // Strapi throws out permissions that it does not know at its start.
    expect(before.length).toBeGreaterThan(8);
    expect(await ofStaff()).toEqual(before);
    expect(await granted('authenticated')).not.toContain(ME);
    expect(await report()).toEqual([
      { role: 'api:public', action: 'plugin::payments.wallet.find', change: 'given by hand' },
      { role: 'api:authenticated', action: ME, change: 'taken away by hand' },
      { role: 'staff:mangrove-moderator', action: SYNC, change: 'taken away by hand' },
    ]);
    expect(server.logs()).toContain('was taken away by hand');
  });
});

describe('demo people', () => {
  type Login = { jwt: string; user: { role: { type: string } } };

  it('can sign in where they belong with the password of the setting, and a second start makes no more of them', async () => {
    const server = await startServer({ env: { SEED_DEMO: 'true' } });
    const password = 'Other-Demo-Tide-77';
    await server.restart({ DEMO_PASSWORD: password });
    for (const email of ['admin@mangrove.test', 'moderator@mangrove.test']) expect((await server.http.post<unknown>('/admin/login', { body: { email, password } })).status).toBe(200);
    for (const [identifier, type] of [['user@mangrove.test', 'authenticated'], ['moderator@mangrove.test', 'moderator']]) {
      const { status, body } = await server.http.post<Login>('/api/auth/local', { body: { identifier, password } });
      expect([status, body.user.role.type]).toEqual([200, type]);
    }
    const { rows } = await server.db.query('select (select count(*) from up_users) as users, (select count(*) from admin_users) as staff, (select count(*) from staff_links) as links');
    expect(rows).toEqual([{ users: '2', staff: '2', links: '1' }]);
  });
});
