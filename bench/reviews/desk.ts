import { randomBytes, randomInt } from 'node:crypto';
import { register } from '../contenders/sign-in.ts';
import type { ServerProcess } from '../server-process.ts';

/** A member of staff at the API of the console. */
export interface Desk {
  /** @returns the answer. @throws Error for a refusal */
  ask<T>(path: string, body?: object): Promise<T>;
}

/** The first member of staff of an empty installation, as the admin panel makes them. */
export async function openDesk(server: ServerProcess): Promise<Desk> {
  const send = async (path: string, body?: object, token?: string) => {
    const answer = await fetch(`${server.url}${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    });
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
    return answer.json() as Promise<unknown>;
  };
  const person = { email: 'reviewer@example.com', firstname: 'Measured', lastname: 'Reviewer', password: `Bench-${randomBytes(12).toString('hex')}A1` };
  const { data } = (await send('/admin/register-admin', person)) as { data: { token: string } };
  return { ask: async <T>(path: string, body?: object) => (await send(`/kyc${path}`, body, data.token)) as T };
}

/** Somebody who hands in the first level. @returns their number */
export async function handIn(server: ServerProcess): Promise<string> {
  const token = await register(server.url, 'applicant');
  const number = `2${String(randomInt(10 ** 10)).padStart(10, '0')}`;
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${server.url}/api/kyc/applications${path}`, { method, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, ...(body && { body: JSON.stringify(body) }) });
    const { data } = (await answer.json()) as { data?: { id: string } };
    if (!data) throw new Error(`${method} ${path} was answered with ${answer.status}.`);
    return data.id;
  };
  const id = await ask('POST', '', { level: 'tier-1' });
  await ask('PATCH', `/${id}`, { firstName: 'Measured', lastName: 'Applicant', dateOfBirth: '1990-01-01', country: 'NG', identifiers: [{ type: 'nin', value: number }] });
  await ask('POST', `/${id}/submit`);
  return number;
}
