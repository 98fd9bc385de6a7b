/** A refusal in Paystack's words; the server turns it into the error envelope. */
export class PaystackError extends Error {
  readonly status: number;
  readonly code: string;
  readonly nextStep: string;
  readonly type: 'validation_error' | 'api_error' | 'processor_error';

  constructor(status: number, code: string, message: string, nextStep: string, type: PaystackError['type'] = 'validation_error') {
    super(message);
    this.name = 'PaystackError';
    this.status = status;
    this.code = code;
    this.nextStep = nextStep;
    this.type = type;
  }

  /** The published envelope of errors: no `data`, and a hint in `meta.nextStep`. */
  toBody() {
    return { status: false, message: this.message, meta: { nextStep: this.nextStep }, type: this.type, code: this.code };
  }
}

const checkValues = 'Ensure that the value(s) you are passing are valid.';

export const missingKey = () =>
  new PaystackError(401, 'missing_key', 'No Authorization Header was found', 'Send your secret key as "Authorization: Bearer sk_…".');
export const invalidKey = () =>
  new PaystackError(401, 'invalid_key', 'Invalid key', 'Ensure that you provide the correct authorization key for the request.');
export const invalidParams = (message: string) => new PaystackError(400, 'invalid_params', message, checkValues);
export const missingParams = (field: string) =>
  new PaystackError(400, 'missing_params', `${field.charAt(0).toUpperCase()}${field.slice(1)} is required`, `Provide a value for "${field}".`);
export const notFound = (code: string, message: string) => new PaystackError(404, code, message, checkValues);
export const duplicateReference = () =>
  new PaystackError(400, 'duplicate_reference', 'Duplicate Transaction Reference',
    'Try and create the Transaction or Charge with a new reference');
export const transactionNotFound = () =>
  new PaystackError(404, 'transaction_not_found', 'Transaction reference not found',
    'Ensure that you are passing the reference of a transaction that exists on this integration.');
