/** One request over REST, tried once. @throws Error that says why no answer came; whether it was done, nobody knows then */
export async function request(url: string, token: string, method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(70_000),
  });
  return { status: answer.status, body: await answer.json() };
}
