import { createUser, startServer, type TestServer, type TestUser } from '../support/index.ts';
import { createStaff, type TestStaff } from './people.ts';

describe('a member of staff who also works through the API', () => {
  let server: TestServer;
  let admin: TestStaff;
  let staff: TestStaff;
  let user: TestUser;
  beforeAll(async () => {
    server = await startServer();
    admin = await createStaff(server, 'strapi-super-admin');
  });
  beforeEach(async () => {
    staff = await createStaff(server, 'mangrove-moderator');
    user = await createUser(server, { role: 'moderator' });
  });

  type Link = { data: { id: string; staff: { id: string }; user: { id: string } } };
  const link = (staffId = staff.id, userId = user.id, by = admin) => by.http.post<Link>('/kernel/staff-links', { body: { staffId, userId } });
  const codeOf = (answer: { body: unknown }) => (answer.body as { error: { code: string } }).error.code;
  const person = (type: 'staff' | 'user', id: string) => server.run((strapi, actor, { kernel }) => kernel.personOf(strapi, actor), { type, id });

  it('is one person once an administrator has said so, and two before and afterwards', async () => {
    expect(await person('user', user.id)).not.toBe(await person('staff', staff.id));
    const made = await link();
    expect(made.status).toBe(201);
    expect(await person('user', user.id)).toBe(await person('staff', staff.id));
    expect((await admin.http.delete<Link>(`/kernel/staff-links/${made.body.data.id}`)).status).toBe(200);
    expect(await person('user', user.id)).not.toBe(await person('staff', staff.id));
  });

  it('is recorded with who said so, as an event and in the audit', async () => {
    const { body } = await link();
    const { rows } = await server.db.query<{ actor: string }>('select actor from domain_events where type = $1 and aggregate_id = $2', ['person.linked', body.data.id]);
    expect(rows).toEqual([{ actor: `staff:${admin.id}` }]);
    const audited = await server.db.query<{ actor: string }>('select actor from audit_entries where action = $1 and subject_id = $2', ['person.linked', body.data.id]);
    expect(audited.rows).toEqual([{ actor: `staff:${admin.id}` }]);
  });

  it('is not found by an e-mail address that both have', async () => {
    await server.db.query('update up_users set email = $1 where document_id = $2', [staff.email, user.id]);
    expect(await person('user', user.id)).not.toBe(await person('staff', staff.id));
  });

  it('has one API user, and an API user one member of staff, also when two say so at once', async () => {
    const other = await createUser(server, { role: 'moderator' });
    const answers = await Promise.all([link(), link(staff.id, other.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const colleague = await createStaff(server, 'mangrove-moderator');
    const taken = answers[0]?.status === 201 ? user.id : other.id;
    expect(codeOf(await link(colleague.id, taken))).toBe('KERNEL_PERSON_ALREADY_LINKED');
  });

  it('cannot link itself: that takes the permission', async () => {
    const answer = await link(staff.id, user.id, staff);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'KERNEL_FORBIDDEN']);
  });

  it('is linked to an API user with the role "moderator" only', async () => {
    const ordinary = await createUser(server);
    expect(codeOf(await link(staff.id, ordinary.id))).toBe('KERNEL_PERSON_NOT_LINKABLE');
    await server.db.query('update up_users set blocked = true where document_id = $1', [user.id]);
    expect(codeOf(await link())).toBe('KERNEL_PERSON_NOT_LINKABLE');
  });

  it('must exist', async () => {
    expect((await link('stf_nobody')).status).toBe(404);
    expect((await link(staff.id, 'usr_nobody')).status).toBe(404);
    expect((await admin.http.delete('/kernel/staff-links/lnk_nothing')).status).toBe(404);
    expect((await admin.http.post('/kernel/staff-links', { body: { staffId: 1 } })).status).toBe(400);
  });

  it('cannot be deleted while the link stands', async () => {
    await link();
    await expect(server.db.query('delete from up_users where document_id = $1', [user.id])).rejects.toMatchObject({ code: '23001' });
    const answer = await admin.http.delete(`/content-manager/collection-types/plugin::users-permissions.user/${user.id}`);
    expect([answer.status, answer.body.error.code]).toEqual([409, 'KERNEL_CONFLICT']);
  });
});
