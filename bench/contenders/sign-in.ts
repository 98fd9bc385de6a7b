import { randomBytes } from 'node:crypto';

/** Registers a user through the API of users-permissions and answers the access token. */
export async function register(serverUrl: string, username: string): Promise<string> {
  const response = await fetch(`${serverUrl}/api/auth/local/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, email: `${username}@example.com`, password: `Bench-${randomBytes(12).toString('hex')}` }),
  });
  const body = (await response.json()) as { jwt?: string };
  if (!response.ok || !body.jwt) throw new Error(`Registering "${username}" failed: ${response.status} ${JSON.stringify(body)}`);
  return body.jwt;
}
