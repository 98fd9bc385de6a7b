/** A mail as it was read. Everything in it was written by strangers. */
export interface ReadMail {
  /** In angle brackets, e.g. `<abc@example.com>`; null where it has none. */
  messageId: string | null;
  /** The one author; null where the mail names none, several, or says it twice. */
  from: { address: string; name: string } | null;
  /** Whom it was delivered or addressed to, the envelope first. */
  recipients: string[];
  subject: string;
  /** The whole text, quotes and all; of a mail in HTML only, its words. */
  text: string;
  attachments: { name: string; mediaType: string; sizeBytes: number }[];
  /** Values by lower-case name, in the order of the mail: what was added last comes first. Lines are unfolded. */
  headers: Readonly<Record<string, readonly string[]>>;
}

/** The first value of a header, without a remark behind a semicolon, in lower case; an empty text where there is none. */
export const firstWord = ({ headers }: Pick<ReadMail, 'headers'>, name: string): string => (headers[name]?.[0] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

export const hasHeader = ({ headers }: Pick<ReadMail, 'headers'>, name: string): boolean => headers[name] !== undefined;
