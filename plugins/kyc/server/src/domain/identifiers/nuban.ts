const WEIGHTS = [3, 7, 3, 3, 7, 3, 3, 7, 3, 3, 7, 3];

/** The last digit of a Nigerian account number, from the bank's code (3) and the serial number (9). CBN, NUBAN standard of 2010. */
export function nubanCheckDigit(bankCode: string, serial: string): number {
  const sum = [...(bankCode + serial)].reduce((total, digit, i) => total + Number(digit) * (WEIGHTS[i] ?? 0), 0);
  return (10 - (sum % 10)) % 10;
}

/** The code of the bank, then the account number, e.g. `011-0000014579`. The newer codes of five and six digits follow another rule, and are not taken. */
export function compactNuban(value: string): string | undefined {
  const [, bankCode = '', serial = '', digit] = /^(\d{3})[ -]?(\d{9})(\d)$/.exec(value.trim()) ?? [];
  return digit !== undefined && nubanCheckDigit(bankCode, serial) === Number(digit) ? `${bankCode}${serial}${digit}` : undefined;
}
