import { createHash } from 'node:crypto';
import type { ListEntry } from '../../../../plugins/kyc/server/src/index.ts';
import type { TestServer } from '../../../support/index.ts';

type Kyc = typeof import('#kyc');

/** Makes these people the next version of a list. */
export const importPeople = (server: TestServer, list: string, people: (Partial<ListEntry> & { names: string[] })[]) =>
  server.run(
    async (strapi, args, { kernel, load }) => {
      async function* each() {
        for (const [at, person] of args.people.entries()) yield await Promise.resolve({ id: String(at), kind: 'person' as const, weakNames: [], datesOfBirth: [], countries: [], programs: [], ...person });
      }
      return kernel.transaction(strapi, (tx) => load<Kyc>('#kyc').importList(tx, { list: args.list, format: 'jsonl', sha256: args.sha256, entries: each(), mayShrink: true }));
    },
    { list, people, sha256: createHash('sha256').update(JSON.stringify(people)).digest('hex') },
  );
