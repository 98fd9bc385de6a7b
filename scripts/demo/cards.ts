export interface Card {
  readonly number: string;
  readonly cvv: string;
  readonly pin?: string;
  readonly otp?: string;
}

/** Three of Paystack's published test cards; the sandbox's checkout lists them all. */
export const CARDS = {
  succeeds: { number: '4084084084084081', cvv: '408' },
  asksPinAndOtp: { number: '5060666666666666666', cvv: '123', pin: '1234', otp: '123456' },
  isDeclined: { number: '4084080000005408', cvv: '001' },
} as const satisfies Record<string, Card>;

/** Test cards take any date in the future. */
export const expiry = (): string => `12 / ${String((new Date().getUTCFullYear() + 3) % 100).padStart(2, '0')}`;
