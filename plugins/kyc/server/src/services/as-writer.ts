import type { Tx } from '#kernel';

/** Says to the database that the KYC plugin is at work in this transaction; without it the tables refuse. */
export const writeAsKyc = (tx: Tx): Promise<unknown> => tx.query(`SELECT set_config('mangrove.writer', 'kyc', true)`);
