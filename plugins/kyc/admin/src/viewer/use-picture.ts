import { useEffect, useState } from 'react';

export type Picture = { element: HTMLImageElement | HTMLCanvasElement; width: number; height: number };
type Drawn = { of: string; picture: Picture | undefined; isBroken: boolean };

/** An image, or a page of a PDF, as something that can be drawn. `page` counts from 1. */
export function usePicture(bytes: Blob, page: number): { picture: Picture | undefined; isBroken: boolean } {
  const [drawn, setDrawn] = useState<Drawn>({ of: '', picture: undefined, isBroken: false });
  const [key] = useState(() => new WeakMap<Blob, string>());
  if (!key.has(bytes)) key.set(bytes, String(Math.random()));
  const of = `${key.get(bytes) ?? ''} ${page}`;

  useEffect(() => {
    const isPdf = bytes.type.startsWith('application/pdf');
    const controller = new AbortController();
    const work = isPdf ? drawPage(bytes, page, controller.signal) : decodeImage(bytes);
    work.then(
      (picture) => controller.signal.aborted || setDrawn({ of, picture, isBroken: false }),
      () => controller.signal.aborted || setDrawn({ of, picture: undefined, isBroken: true }),
    );
    return () => controller.abort();
  }, [bytes, page, of]);
  return drawn.of === of ? drawn : { picture: undefined, isBroken: false };
}

async function decodeImage(bytes: Blob): Promise<Picture> {
  const element = new Image();
  const address = URL.createObjectURL(bytes);
  try {
    element.src = address;
    await element.decode();
    return { element, width: element.naturalWidth, height: element.naturalHeight };
  } finally {
    // What is decoded stays; nobody else can ask for it under this address.
    URL.revokeObjectURL(address);
  }
}

/** Loaded with the first PDF: most documents are pictures. */
async function drawPage(bytes: Blob, page: number, signal: AbortSignal): Promise<Picture> {
  const { drawPdfPage } = await import('./pdf-page');
  signal.throwIfAborted();
  return drawPdfPage(await bytes.arrayBuffer(), page);
}
