import type { DocumentMediaType } from '../../domain/documents/file-type';
import type { Quality } from '../../domain/documents/quality';
import type { FileRefusal } from '../../domain/documents/refusal';
import type { WatermarkLines } from '../../domain/documents/watermark';

/** What a process of pictures is asked; the picture itself comes through its standard input. */
export type PictureJob = { does: 'reencode'; mediaType: DocumentMediaType; leastSide?: number } | { does: 'mark'; lines: WatermarkLines };

export interface PictureMade {
  /** How many bytes follow through its standard output. */
  sizeBytes: number;
  /** Of what was re-encoded. */
  quality: Quality | null;
}
export type PictureAnswer = { refused: FileRefusal } | { made: PictureMade };
