import { createSecretKey, type KeyObject } from 'node:crypto';

export interface Settings {
  port: number;
  databaseUrl: string;
  /** A KeyObject: with a text, jsonwebtoken first tries to read it as a public key at every call. */
  jwtKey: KeyObject;
  paystackSecretKey: string;
  paystackBaseUrl: string;
  /** 32 bytes. */
  masterKey: Buffer;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

export const readSettings = (): Settings => ({
  port: Number(required('PORT')),
  databaseUrl: required('DATABASE_URL'),
  jwtKey: createSecretKey(Buffer.from(required('JWT_SECRET'))),
  paystackSecretKey: required('PAYSTACK_SECRET_KEY'),
  paystackBaseUrl: required('PAYSTACK_BASE_URL'),
  masterKey: Buffer.from(required('DATA_MASTER_KEY'), 'base64'),
});
