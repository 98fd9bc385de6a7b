import type { Core } from '@strapi/strapi';
import { createUser, eventually, startServer, type TestServer } from '../../support/index.ts';

/** A content type of the application, as a project on top would declare it. */
function setup(strapi: Core.Strapi) {
  const schema = {
    kind: 'collectionType',
    collectionName: 'notes',
    info: { singularName: 'note', pluralName: 'notes', displayName: 'Note' },
    options: { draftAndPublish: false },
    attributes: { title: { type: 'string' }, body: { type: 'text' }, author: { type: 'relation', relation: 'manyToOne', target: 'plugin::users-permissions.user' } },
  };
  (strapi.get('content-types') as { add(namespace: string, types: object): void }).add('api::note', { note: { schema } });
}

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ setup });
});

const events = async (uid = 'api::note.note') =>
  (
    await server.db.query<{ type: string; fields: string[]; document_id: string }>(
      `SELECT type, payload->'fields' AS fields, aggregate_id AS document_id FROM domain_events WHERE aggregate_type = $1 ORDER BY seq`,
      [uid],
    )
  ).rows;
const types = async (documentId: string) => (await events()).filter((event) => event.document_id === documentId).map(({ type, fields }) => [type, fields]);

const WHOLE_LIFE = [
  ['record.created', ['body', 'title']],
  ['record.updated', ['title']],
  ['record.deleted', []],
];

describe('a record of the application tells the same', () => {
  it('when it is written by strapi.documents()', async () => {
    const id = await server.run(async (strapi) => {
      const notes = strapi.documents('api::note.note' as never) as unknown as Record<'create' | 'update' | 'delete', (params: object) => Promise<{ documentId: string }>>;
      const { documentId } = await notes.create({ data: { title: 'Tide', body: 'in' } });
      await notes.update({ documentId, data: { title: 'Ebb', body: 'in' } });
      await notes.delete({ documentId });
      return documentId;
    });
    expect(await types(id)).toEqual(WHOLE_LIFE);
  });

  it('when it is written in the content manager', async () => {
    const id = await server.run(async (strapi) => {
      const manager = strapi.plugin('content-manager').service('document-manager') as Record<'create' | 'update' | 'delete', (...args: unknown[]) => Promise<{ documentId: string }>>;
      const { documentId } = await manager.create('api::note.note', { data: { title: 'Tide', body: 'in' } });
      await manager.update(documentId, 'api::note.note', { data: { title: 'Ebb', body: 'in' } });
      await manager.delete(documentId, 'api::note.note');
      return documentId;
    });
    expect(await types(id)).toEqual(WHOLE_LIFE);
  });

  it('when it is written by strapi.db.query(), one by one or many at once', async () => {
    const [one, two] = await server.run(async (strapi) => {
      const notes = strapi.db.query('api::note.note' as never) as unknown as Record<'create' | 'updateMany' | 'deleteMany', (params: object) => Promise<{ documentId: string }>>;
      const made = [await notes.create({ data: { title: 'Tide', body: 'in', documentId: 'note-one' } }), await notes.create({ data: { title: 'Tide', body: 'in', documentId: 'note-two' } })];
      const where = { documentId: { $in: made.map(({ documentId }) => documentId) } };
      await notes.updateMany({ where, data: { title: 'Ebb' } });
      await notes.deleteMany({ where });
      return made.map(({ documentId }) => documentId);
    });
    expect(await types(one ?? '')).toEqual(WHOLE_LIFE);
    expect(await types(two ?? '')).toEqual(WHOLE_LIFE);
  });

  it('and nothing when nothing changed', async () => {
    const id = await server.run(async (strapi) => {
      const notes = strapi.documents('api::note.note' as never) as unknown as Record<'create' | 'update', (params: object) => Promise<{ documentId: string }>>;
      const { documentId } = await notes.create({ data: { title: 'Tide', body: 'in' } });
      await notes.update({ documentId, data: { title: 'Tide', body: 'in' } });
      return documentId;
    });
    expect(await types(id)).toEqual(WHOLE_LIFE.slice(0, 1));
  });
});

describe('a change that does not last leaves no event', () => {
  const countOf = async () => (await events()).length;
  const rowCount = async (title: string) => (await server.db.query('SELECT 1 FROM notes WHERE title = $1', [title])).rowCount;

  it('when the transaction around it is rolled back', async () => {
    const before = await countOf();
    const failing = server.run((strapi) =>
      strapi.db.transaction(async () => {
        await (strapi.documents('api::note.note' as never) as unknown as { create(params: object): Promise<unknown> }).create({ data: { title: 'rolled back' } });
        throw new Error('afterwards');
      }),
    );
    await expect(failing).rejects.toThrow('afterwards');
    expect([await rowCount('rolled back'), await countOf()]).toEqual([0, before]);
  });

  it('when a lifecycle hook throws after a write without a transaction', async () => {
    const before = await countOf();
    const failing = server.run(async (strapi) => {
      const remove = strapi.db.lifecycles.subscribe({
        models: ['api::note.note'],
        afterCreate: () => {
          throw new Error('hook');
        },
      }) as unknown as () => void;
      try {
        await (strapi.db.query('api::note.note' as never) as unknown as { create(params: object): Promise<unknown> }).create({ data: { title: 'hooked', documentId: 'hooked' } });
      } finally {
        remove();
      }
    });
    await expect(failing).rejects.toThrow('hook');
    expect([await rowCount('hooked'), await countOf()]).toEqual([0, before]);
  });

  it('when the process dies between the write and the commit', async () => {
    const before = await countOf();
    const dying = server.run((strapi) =>
      strapi.db.transaction(async () => {
        await (strapi.documents('api::note.note' as never) as unknown as { create(params: object): Promise<unknown> }).create({ data: { title: 'died' } });
        process.kill(process.pid, 'SIGKILL');
        await new Promise(() => undefined);
      }),
    );
    await expect(dying).rejects.toThrow('The server ended (SIGKILL)');
    await server.kill();
    await server.restart();
    expect([await rowCount('died'), await countOf()]).toEqual([0, before]);
  });
});

describe('a user', () => {
  it('tells of registration and of changes by staff, with names of fields only', async () => {
    const user = await createUser(server);
    await server.run((strapi, id) => strapi.documents('plugin::users-permissions.user').update({ documentId: id, data: { username: `${id}-renamed` } as never }), user.id);
    await eventually(async () => {
      const mine = (await events('plugin::users-permissions.user')).filter(({ document_id }) => document_id === user.id);
      expect(mine.map(({ type }) => type)).toEqual(expect.arrayContaining(['record.created', 'record.updated']));
      expect(mine.find(({ type }) => type === 'record.updated')?.fields).toEqual(['username']);
      return true;
    });
  });
});
