import type { Core } from '@strapi/strapi';
import type { Letter } from '../../domain/mail/letter';

interface SmtpFailure {
  responseCode?: number;
  command?: string;
}

/**
 * Hands a letter to the mail server.
 *
 * @returns whether it was taken; `refused` where the server said for good that this recipient or this mail is not.
 * @throws whatever else went wrong: nobody knows then, and the same letter may be sent again.
 */
export async function sendLetter(strapi: Core.Strapi, letter: Letter): Promise<'sent' | 'refused'> {
  try {
    await strapi.plugin('email').service('email').send(letter);
    return 'sent';
  } catch (error) {
    const { responseCode = 0, command = '' } = Object(error) as SmtpFailure;
    // What it has against our login or our address is our own affair, and can be mended.
    if (responseCode >= 500 && responseCode < 600 && /^(RCPT TO|DATA)/.test(command)) return 'refused';
    throw error;
  }
}
