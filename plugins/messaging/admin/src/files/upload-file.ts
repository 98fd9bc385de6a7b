import type { Attachment } from '../api/types';

interface Upload {
  address: string;
  token: string;
  file: Blob;
  signal: AbortSignal;
  /** From 0 to 1. */
  onProgress(done: number): void;
}

/** `message` is a sentence of the server, where it gave one. */
export class UploadFailed extends Error {
  override readonly name = 'UploadFailed';
}

type Answer = { data: Attachment } | { error: { message: string } } | null;

/** Sends a file as it is. Not by `fetch`: that does not tell how far it is. @throws UploadFailed; the signal's reason, when it is given up. */
export const uploadFile = ({ address, token, file, signal, onProgress }: Upload): Promise<Attachment> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const giveUp = () => {
      request.abort();
      reject(signal.reason as Error);
    };
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    request.open('POST', address);
    request.responseType = 'json';
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new UploadFailed(''));
    request.onload = () => {
      const answer = request.response as Answer;
      if (request.status === 201 && answer !== null && 'data' in answer) resolve(answer.data);
      else reject(new UploadFailed(answer !== null && 'error' in answer ? answer.error.message : ''));
    };
    request.send(file);
  });
