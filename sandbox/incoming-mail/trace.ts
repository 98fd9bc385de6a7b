export interface Delivery {
  /** The sender of the envelope; empty for a bounce. */
  sender: string;
  recipient: string;
  /** The address with which the sender has signed in; none where they have not. */
  login: string | undefined;
  /** The name under which we vouch. */
  authority: string;
}

const END_OF_HEAD = /\r?\n\r?\n/;

const addressIn = (value: string) => (/<([^<>]*)>/.exec(value)?.[1] ?? value).trim().toLowerCase();

/** What a server that trusts its senders' logins finds out about an author. */
function resultsFor(author: string, { login, authority }: Delivery): string | undefined {
  if (login === undefined) return undefined;
  const domain = author.slice(author.lastIndexOf('@') + 1);
  return `${authority}; dmarc=${login.toLowerCase() === author ? 'pass' : 'fail'} header.from=${domain}`;
}

/**
 * A mail with the lines that a mail server puts on top of it: the envelope (RFC 5321, section 4.4) and what it found out.
 * Lines in which the sender claims to be that server are taken away (RFC 8601, section 5).
 */
export function asDelivered(mail: Buffer, delivery: Delivery): Buffer {
  const text = mail.toString('latin1');
  const end = END_OF_HEAD.exec(text)?.index ?? text.length;
  const lines = text.slice(0, end).split(/\r?\n(?![ \t])/);
  const head = lines.filter((line) => !line.toLowerCase().startsWith(`authentication-results: ${delivery.authority}`));
  const author = addressIn(lines.find((line) => /^from:/i.test(line))?.slice('from:'.length) ?? '');
  const results = resultsFor(author, delivery);
  const trace = [
    `Return-Path: <${delivery.sender}>`,
    `Delivered-To: ${delivery.recipient}`,
    ...(results === undefined ? [] : [`Authentication-Results: ${results}`]),
  ];
  return Buffer.from([...trace, ...head].join('\r\n') + text.slice(end), 'latin1');
}
