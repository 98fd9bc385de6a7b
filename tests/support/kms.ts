import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What one call has asked, as AWS would log it. */
export interface KmsCall {
  act: string;
  keyId: string;
  subject: string | undefined;
}

export interface FakeKms {
  url: string;
  /** Ids of keys that there are. */
  keyIds: readonly string[];
  calls: KmsCall[];
  /** From now on every call is answered with this error; `undefined` ends it. */
  failWith(failure: { status: number; type: string } | undefined): void;
  stop(): Promise<void>;
}

interface Asked {
  KeyId: string;
  Plaintext?: string;
  CiphertextBlob?: string;
  EncryptionContext?: Record<string, string>;
}

class Refused extends Error {
  readonly status: number;
  readonly type: string;
  constructor(type: string, status = 400) {
    super(type);
    this.status = status;
    this.type = type;
  }
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Stands in for AWS KMS with keys of its own: Encrypt and Decrypt of its JSON protocol, with the encryption context as associated data. */
export async function startKms(keys = 2): Promise<FakeKms> {
  const secrets = new Map(Array.from({ length: keys }, () => [idOf(randomBytes(16)), randomBytes(32)]));
  const calls: KmsCall[] = [];
  let failure: { status: number; type: string } | undefined;

  const secretOf = (keyId: string): Buffer => {
    const secret = secrets.get(keyId);
    if (!secret) throw new Refused('NotFoundException');
    return secret;
  };
  const acts: Record<string, (asked: Asked) => object> = {
    'TrentService.Encrypt'({ KeyId, Plaintext = '', EncryptionContext = {} }) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', secretOf(KeyId), nonce).setAAD(Buffer.from(JSON.stringify(EncryptionContext)));
      const body = Buffer.concat([cipher.update(Buffer.from(Plaintext, 'base64')), cipher.final()]);
      return { KeyId, CiphertextBlob: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    },
    'TrentService.Decrypt'({ KeyId, CiphertextBlob = '', EncryptionContext = {} }) {
      const secret = secretOf(KeyId);
      const blob = Buffer.from(CiphertextBlob, 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, blob.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(JSON.stringify(EncryptionContext)))
          .setAuthTag(blob.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const plain = Buffer.concat([decipher.update(blob.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
        return { KeyId, Plaintext: plain.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
      } catch {
        throw new Refused('InvalidCiphertextException');
      }
    },
  };

  async function answer(request: IncomingMessage): Promise<object> {
    const act = String(request.headers['x-amz-target']);
    const asked = JSON.parse(await text(request)) as Asked;
    calls.push({ act, keyId: asked.KeyId, subject: asked.EncryptionContext?.subject });
    if (failure) throw new Refused(failure.type, failure.status);
    const does = acts[act];
    if (!does) throw new Refused('UnknownOperationException');
    return does(asked);
  }

  const server = createServer((request, response) => {
    const send = (status: number, body: object) => response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    answer(request).then(
      (body) => send(200, body),
      (error: unknown) => send(error instanceof Refused ? error.status : 500, { __type: error instanceof Refused ? error.type : 'KMSInternalException', message: String(error) }),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keyIds: [...secrets.keys()],
    calls,
    failWith: (wanted) => void (failure = wanted),
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** As ids of keys look there. */
const idOf = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
