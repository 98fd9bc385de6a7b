import { randomUUID } from 'node:crypto';
import { simpleParser, type AddressObject } from 'mailparser';

export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly content: Buffer;
}

/** A caught mail. */
export interface Message {
  readonly id: string;
  readonly receivedAt: string;
  /** The envelope: whom SMTP delivered it to, blind copies included. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** `null` for a mail without an HTML part. */
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly Attachment[];
  /** As it came over the wire. */
  readonly raw: Buffer;
}

const addressesOf = (field: AddressObject | AddressObject[] | undefined): string[] =>
  [field ?? []].flat().flatMap(({ value }) => value.flatMap((one) => (one.address ? [one.address] : (one.group ?? []).flatMap((member) => member.address ?? []))));

export async function parseMessage(raw: Buffer, envelope: Message['envelope']): Promise<Message> {
  const mail = await simpleParser(raw);
  return {
    id: `mail_${randomUUID()}`,
    receivedAt: new Date().toISOString(),
    envelope,
    from: mail.from?.text ?? envelope.from,
    to: addressesOf(mail.to),
    cc: addressesOf(mail.cc),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html === false ? null : mail.html ?? null,
    headers: Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, line.slice(key.length + 1).trim()])),
    attachments: mail.attachments.map(({ filename, contentType, size, content }, index) =>
      ({ filename: filename ?? `attachment-${index + 1}`, contentType, size, content })),
    raw,
  };
}

/** A line of the list. */
export const summarise = ({ id, receivedAt, from, to, envelope, subject, text, attachments }: Message) => ({
  id, receivedAt, from, to, recipients: envelope.to, subject, preview: text.replace(/\s+/g, ' ').trim().slice(0, 140), attachments: attachments.length,
});

/** The whole of it, without the bytes of attachments: these have their own address. */
export const present = ({ raw, attachments, ...message }: Message) => ({
  ...message,
  size: raw.length,
  attachments: attachments.map(({ filename, contentType, size }) => ({ filename, contentType, size })),
});
