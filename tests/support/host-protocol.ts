/** Holds the text of a function that the host runs between register and bootstrap. */
export const SETUP_VARIABLE = 'MANGROVE_TEST_SETUP';

/** Parent to host: run the text of a function inside the server. */
export interface ToHost {
  id: number;
  source: string;
  args: unknown;
}

export interface RemoteError {
  name: string;
  message: string;
  stack: string | undefined;
  [detail: string]: unknown;
}

/** Host to parent. */
export type FromHost =
  | { type: 'ready'; port: number }
  | { type: 'returned'; id: number; value: unknown }
  | { type: 'threw'; id: number; error: RemoteError };
