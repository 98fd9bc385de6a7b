export const DOCUMENT_SIDES = ['front', 'back'] as const;
export type DocumentSide = (typeof DOCUMENT_SIDES)[number];

export interface DocumentType {
  /** Stored with each document. Never rename one. */
  key: string;
  /** The parts of which it consists, each a file of its own; what has but one has a front. */
  sides: readonly DocumentSide[];
  /** Whether it may be a PDF; what is photographed may not. */
  takesPdf: boolean;
  /** Whether it says which country issued it. */
  hasCountry: boolean;
  /** What a frontend tells people before they take the picture, in this order. */
  capture: readonly string[];
}

const WHOLE_CARD = ['Lay it on a dark, even surface.', 'All four corners are in the picture.', 'No flash: nothing shines.', 'Every letter can be read.'];

const card = (key: string): DocumentType => ({ key, sides: ['front', 'back'], takesPdf: false, hasCountry: true, capture: WHOLE_CARD });

/** Everything that can be asked for. Levels name these keys in what they require. */
export const DOCUMENT_TYPES: readonly DocumentType[] = [
  {
    key: 'passport', sides: ['front'], takesPdf: false, hasCountry: true,
    capture: ['Open the page with your photo.', 'The two lines of letters and "<" at its bottom are in the picture.', 'No flash: nothing shines.'],
  },
  card('national_id'),
  card('drivers_license'),
  card('voters_card'),
  card('residence_permit'),
  {
    key: 'selfie', sides: ['front'], takesPdf: false, hasCountry: false,
    capture: ['Look straight into the camera.', 'Light comes from the front.', 'No hat, no sunglasses, nobody else.', 'Take it now; no photo of a photo.'],
  },
  {
    key: 'utility_bill', sides: ['front'], takesPdf: true, hasCountry: true,
    capture: ['A bill for water, power, waste or internet of the last three months.', 'Your name, your address and the date are on it.', 'Every page that matters, in one PDF or one picture.'],
  },
  {
    key: 'bank_statement', sides: ['front'], takesPdf: true, hasCountry: true,
    capture: ['As your bank gave it to you, unchanged.', 'Your name and the account number are on it.'],
  },
];

const byKey = new Map(DOCUMENT_TYPES.map((type) => [type.key, type]));

/** @returns `undefined` for none of ours. */
export const documentType = (key: string): DocumentType | undefined => byKey.get(key);
