import type { Page } from 'playwright-core';

/** A file in the hands of a browser, as a program that runs in it. */
const transferOf = (name: string, type: string, bytes: Buffer) => `(() => {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(${JSON.stringify(bytes.toString('base64'))}), (character) => character.charCodeAt(0));
  transfer.items.add(new File([bytes], ${JSON.stringify(name)}, { type: ${JSON.stringify(type)} }));
  return transfer;
})()`;

/** Pastes a picture into the field that has the focus, as from a screenshot. */
export const pasteFile = (page: Page, name: string, type: string, bytes: Buffer) =>
  page.evaluate(`document.activeElement.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: ${transferOf(name, type, bytes)} }))`);

/** Drags a file over the page and lets it go. */
export async function dropFile(page: Page, name: string, type: string, bytes: Buffer, whileOver: () => Promise<void>): Promise<void> {
  const tell = (event: string) => page.evaluate(`document.querySelector('main').dispatchEvent(new DragEvent('${event}', { bubbles: true, cancelable: true, dataTransfer: ${transferOf(name, type, bytes)} }))`);
  await tell('dragover');
  await whileOver();
  await tell('drop');
}
