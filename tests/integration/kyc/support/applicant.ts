import { randomInt } from 'node:crypto';
import { createUser, eventually, type TestServer, type TestUser } from '../../../support/index.ts';

export interface ApplicationOut {
  id: string;
  level: string;
  state: string;
  attempt: number;
  details: Record<'firstName' | 'lastName' | 'dateOfBirth' | 'country' | 'address', string | null>;
  identifiers: { type: string; masked: string }[];
  missing: { details: string[]; identifiers: string[][]; documents: { type: string }[][] } | null;
  reasons: { code: string; text: string }[];
  note: string | null;
  submittedAt: string | null;
  decidedAt: string | null;
  expiresAt: string | null;
}

export const ADA = { firstName: 'Adaeze', lastName: 'Okafor', dateOfBirth: '1990-04-23', country: 'NG' };
/** Nobody else's. */
export const newNumber = (): string => `2${String(randomInt(10 ** 10)).padStart(10, '0')}`;

/** A person who applies for a level, in the way of an app. */
export class Applicant {
  readonly user: TestUser;

  constructor(user: TestUser) {
    this.user = user;
  }

  static register = async (server: TestServer): Promise<Applicant> => new Applicant(await createUser(server));

  private ask = (method: string, path: string, body?: object) => this.user.http.request<{ data: ApplicationOut; error?: { code: string; details: unknown } }>(method, `/api/kyc/applications${path}`, body ? { body } : {});

  begin = (level = 'tier-1') => this.ask('POST', '', { level });
  look = (id: string) => this.ask('GET', `/${id}`);
  say = (id: string, what: object) => this.ask('PATCH', `/${id}`, what);
  submit = (id: string) => this.ask('POST', `/${id}/submit`);
  withdraw = (id: string) => this.ask('POST', `/${id}/withdraw`);
  profile = async () => (await this.user.http.get<{ data: { level: string; state: string; applicationId: string | null; reviewDueAt: string | null; limits: Record<string, { perDayMinor: string | null }> } }>('/api/kyc/profile')).body.data;

  /** An application that says all that the first level asks for. */
  async prepare(identifiers: object[] = [{ type: 'nin', value: newNumber() }]): Promise<string> {
    const begun = await this.begin();
    if (begun.status !== 201) throw new Error(`An application was answered with ${begun.status}: ${JSON.stringify(begun.body)}`);
    const said = await this.say(begun.body.data.id, { ...ADA, identifiers });
    if (said.status !== 200) throw new Error(`A change was answered with ${said.status}: ${JSON.stringify(said.body)}`);
    return begun.body.data.id;
  }

  /** The same, handed in, and waiting for a reviewer. */
  async handIn(identifiers?: object[]): Promise<string> {
    const id = await this.prepare(identifiers);
    const answer = await this.submit(id);
    if (answer.status !== 200) throw new Error(`A submission was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
    await this.reaches(id, 'in_review');
    return id;
  }

  /** Pictures are read by processes that let everything else go first: on a busy machine that takes its time. */
  reaches = (id: string, state: string) =>
    eventually(
      async () => {
        const { body } = await this.look(id);
        return body.data.state === state ? body.data : undefined;
      },
      { timeoutMs: 45_000 },
    );
}
