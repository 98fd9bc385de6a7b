import type { Books } from './books.ts';
import type { Checkout } from './checkout.ts';
import type { Customer } from './client.ts';
import type { Running } from './running.ts';
import type { SandboxControl } from './sandbox.ts';
import type { Staff } from './staff.ts';

/** What every chapter has at hand. */
export interface Stage {
  readonly running: Running;
  readonly sandbox: SandboxControl;
  readonly checkout: Checkout;
  readonly books: Books;
  /** Registers a new person with this name. */
  register(name: string): Promise<Customer>;
  staff(): Promise<Staff>;
  /** Another member of staff: where two people are needed, this is the second one. */
  secondStaff(): Promise<Staff>;
}

export interface Chapter {
  readonly title: string;
  play(): Promise<void>;
}
