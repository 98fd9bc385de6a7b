/** What the bank wants to see before it decides. */
export type CardStep =
  | { readonly kind: 'pin'; readonly expected: string }
  | { readonly kind: 'otp'; readonly expected: string }
  | { readonly kind: 'phone' }
  | { readonly kind: 'bank' };

export interface TestCard {
  readonly number: string;
  readonly brand: 'visa' | 'verve' | 'mastercard';
  /** What the checkout fills in. Only where `isCvvChecked` does another one fail. */
  readonly cvv: string;
  readonly isCvvChecked?: true;
  /** One line for the list on the checkout page. */
  readonly does: string;
  readonly steps: readonly CardStep[];
  /** The bank's words of refusal; absent where it pays. */
  readonly refusal?: string;
}

/**
 * Paystack's published test cards. No other number works, as in Paystack's test mode.
 *
 * @see https://paystack.com/docs/payments/test-payments/
 */
export const testCards: readonly TestCard[] = [
  { number: '4084084084084081', brand: 'visa', cvv: '408', isCvvChecked: true, does: 'Succeeds at once', steps: [] },
  {
    number: '507850785078507812', brand: 'verve', cvv: '081', does: 'Succeeds after PIN 1111',
    steps: [{ kind: 'pin', expected: '1111' }],
  },
  {
    number: '5060666666666666666', brand: 'verve', cvv: '123', does: 'Succeeds after PIN 1234 and OTP 123456',
    steps: [{ kind: 'pin', expected: '1234' }, { kind: 'otp', expected: '123456' }],
  },
  {
    number: '507850785078507804', brand: 'verve', cvv: '884', does: 'Succeeds after PIN 0000, a phone number and OTP 123456',
    steps: [{ kind: 'pin', expected: '0000' }, { kind: 'phone' }, { kind: 'otp', expected: '123456' }],
  },
  {
    number: '5192602720584796', brand: 'mastercard', cvv: '123', does: 'Succeeds after the bank’s own page',
    steps: [{ kind: 'bank' }],
  },
  { number: '4084080000005408', brand: 'visa', cvv: '001', does: 'Is declined', steps: [], refusal: 'Declined' },
  {
    number: '4084080000670037', brand: 'visa', cvv: '787', does: 'Is declined: insufficient funds',
    steps: [], refusal: 'Insufficient Funds',
  },
  {
    number: '507850785078507853', brand: 'verve', cvv: '082', does: 'Is declined: token not generated',
    steps: [], refusal: 'Token Not Generated. Customer Not Registered on Token Platform',
  },
  { number: '4084080000671803', brand: 'visa', cvv: '803', does: 'Succeeds; its refund fails', steps: [] },
  { number: '4084080000671902', brand: 'visa', cvv: '902', does: 'Succeeds; its refund needs attention', steps: [] },
];

export const successCard = '4084084084084081';
export const declinedCard = '4084080000005408';

export const findTestCard = (number: string) => testCards.find((card) => card.number === number);
