import { MessagingRefused, MessagingUnanswered } from './failures.ts';
import type { Attachment, Refusal } from './wire.ts';

export interface AttachmentLink {
  /** Leads to the file without a token: for whoever holds it. */
  url: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

/** Files go over HTTP: a socket would keep everybody's messages waiting behind them. */
export function createFiles({ url, token }: { url: string; token(): Promise<string> }) {
  async function call<T>(path: string, what: string, request: RequestInit): Promise<T> {
    const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/octet-stream' };
    let status: number;
    let body: { data: T } | { error: Refusal };
    try {
      const response = await fetch(`${url}/api/attachments${path}`, { ...request, headers });
      status = response.status;
      body = (await response.json()) as typeof body;
    } catch (error) {
      throw new MessagingUnanswered(what, error);
    }
    if ('error' in body) throw new MessagingRefused(body.error);
    if (status >= 400) throw new MessagingUnanswered(what);
    return body.data;
  }

  return {
    upload: (roomId: string, name: string, file: Blob, signal?: AbortSignal): Promise<Attachment> =>
      call(`?${new URLSearchParams({ roomId, name }).toString()}`, 'upload', { method: 'POST', body: file, ...(signal ? { signal } : {}) }),
    link: (attachmentId: string): Promise<AttachmentLink> => call(`/${encodeURIComponent(attachmentId)}`, 'link', { method: 'GET' }),
  };
}
