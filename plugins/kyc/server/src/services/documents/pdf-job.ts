import type { FileRefusal } from '../../domain/documents/refusal';
import type { WatermarkLines } from '../../domain/documents/watermark';

/** What the worker of PDFs is asked. `stamp` without looking again: what is stored was looked at. */
export type PdfJob = { bytes: Uint8Array } & ({ does: 'inspect' } | { does: 'stamp'; lines: WatermarkLines });
export type PdfAnswer = { refused: FileRefusal } | { pages: number } | { bytes: Uint8Array };
