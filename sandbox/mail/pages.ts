import { createHash } from 'node:crypto';
import { html, trusted, type Html } from '../http/html.ts';
import type { Message } from './message.ts';

const style = `
:root{--ink:#10231c;--muted:#5b6b64;--line:#dfe7e3;--ground:#f3f6f4;--accent:#0b6b4f;color-scheme:light}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
main{max-width:56rem;margin:0 auto;padding:1.5rem 1rem 3rem}
header{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.75rem;margin-bottom:1rem}
h1{font-size:1.375rem;margin:0;overflow-wrap:anywhere}.muted{color:var(--muted);font-size:.875rem}
.sheet{background:#fff;border:1px solid var(--line);border-radius:1rem;overflow:hidden}
.empty{padding:3.5rem 1rem;text-align:center;color:var(--muted)}
ul{list-style:none;margin:0;padding:0}li+li{border-top:1px solid var(--line)}
.row{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 1rem;padding:.875rem 1.25rem;color:inherit;text-decoration:none}
.row:hover{background:#e8f4ef}.row>*{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.row .preview{grid-column:1/-1}
button,.button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1rem;border:1px solid #c5d1cb;border-radius:.625rem;background:#fff;color:var(--ink);cursor:pointer;text-decoration:none;display:inline-flex;align-items:center}
button:hover,.button:hover{background:var(--ground)}a:focus-visible,button:focus-visible{outline:3px solid #0b6b4f59}
dl{margin:0;padding:.75rem 1.25rem;border-bottom:1px solid var(--line);font-size:.875rem}dl div{display:flex;gap:.75rem;padding:.1875rem 0}dt{color:var(--muted);width:4.5rem;flex:none}dd{margin:0;overflow-wrap:anywhere}
dd a{color:var(--accent)}
@media (max-width:30rem){.row{grid-template-columns:minmax(0,1fr)}.row>*{grid-column:1}.row time{order:1}}
iframe{display:block;width:100%;height:70vh;border:0}pre{margin:0;padding:1.25rem;white-space:pre-wrap;overflow-wrap:anywhere;font:.875rem/1.55 ui-monospace,Menlo,Consolas,monospace}
`;

/** Our own style by its hash; a mail's HTML only inside a frame of its own. */
export const pagePolicy =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-src 'self'; form-action 'self'; base-uri 'none'`;

/** A mail may style itself and show pictures that it brings along; it runs nothing and calls nobody. */
export const mailPolicy = `default-src 'none'; style-src 'unsafe-inline'; img-src data: cid:; sandbox allow-popups`;

const layout = (title: string, content: Html) => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${trusted(style)}</style></head><body><main>${content}</main></body></html>`.markup;

const time = (iso: string) => html`<time class="muted" datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;

export const inboxPage = (messages: readonly Message[]) => layout('Mail catcher', html`
<header><div><h1>Mail catcher</h1><span class="muted">${messages.length === 1 ? '1 mail' : `${messages.length} mails`}; none of them left this machine</span></div>
<form method="post" action="/clear"><button type="submit">Delete all</button></form></header>
<section class="sheet" aria-label="Mails">${messages.length === 0
  ? html`<p class="empty">No mail yet. It appears here as soon as the application sends one.</p>`
  : html`<ul>${messages.map(({ id, to, envelope, subject, text, receivedAt }) => html`<li><a class="row" href="/inbox/${id}">
<strong>${subject || '(no subject)'}</strong>${time(receivedAt)}
<span class="preview">To ${(to.length > 0 ? to : envelope.to).join(', ')}</span>
<span class="preview muted">${text.slice(0, 200)}</span></a></li>`)}</ul>`}</section>`);

export const messagePage = (message: Message) => layout(message.subject || '(no subject)', html`
<header><h1>${message.subject || '(no subject)'}</h1><a class="button" href="/">All mails</a></header>
<section class="sheet" aria-label="Mail"><dl>
<div><dt>From</dt><dd>${message.from}</dd></div>
<div><dt>To</dt><dd>${message.envelope.to.join(', ')}</dd></div>
<div><dt>Received</dt><dd>${time(message.receivedAt)}</dd></div>
${message.attachments.length > 0 ? html`<div><dt>Files</dt><dd>${message.attachments.map(({ filename }, index) =>
  html`<a href="/messages/${message.id}/attachments/${index}">${filename}</a> `)}</dd></div>` : ''}
<div><dt>Source</dt><dd><a href="/messages/${message.id}/raw">raw message</a></dd></div></dl>
${message.html === null ? html`<pre>${message.text}</pre>` : html`<iframe title="Mail" src="/messages/${message.id}/html" sandbox="allow-popups"></iframe>`}
</section>`);

export const missingPage = () => layout('Not found', html`<header><h1>This mail is no longer here</h1><a class="button" href="/">All mails</a></header>`);
