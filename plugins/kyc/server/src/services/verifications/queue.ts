import type { Core } from '@strapi/strapi';
import { kernel, type Tx } from '#kernel';

export const VERIFY = 'kyc.verify';

/** Has a verification worked on at once; where that is lost, the schedule finds it. */
export const sendToWork = (strapi: Core.Strapi, tx: Tx, verificationId: string): Promise<void> => kernel(strapi).jobs.send(tx, VERIFY, { data: { verificationId } });
