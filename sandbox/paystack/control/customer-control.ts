import type { z } from 'zod';
import type { Customer } from '../customers/customer.ts';
import { settle } from '../customers/identify.ts';
import { WRONG_NUMBERS } from '../customers/people.ts';
import { presentEvent } from '../customers/present.ts';
import type { Sandbox } from '../sandbox.ts';
import { presentDelivery } from '../webhooks/delivery.ts';
import { ControlError } from './errors.ts';
import type { identifyBody, sendIdentificationBody } from './schemas.ts';

const presentControlled = ({ code, email, domain, firstName, lastName, identification }: Customer) => ({
  code, email, domain, first_name: firstName, last_name: lastName,
  // Without the numbers: the controls have no password.
  identification: identification && { state: identification.state, reason: identification.reason, bank_code: identification.bankCode },
});

/** Looks at customers, and decides what becomes of an identification. */
export function createCustomerControl(sandbox: Sandbox) {
  const find = (code: string): Customer => {
    const customer = sandbox.customers.by('code', code);
    if (!customer) throw new ControlError(404, `No customer has the code "${code}".`);
    return customer;
  };
  const findAsked = (code: string) => {
    const customer = find(code);
    if (!customer.identification) throw new ControlError(409, `Customer "${code}" was never asked to be identified.`);
    return { customer, identification: customer.identification };
  };

  return {
    list: () => sandbox.customers.newestFirst().map(presentControlled),
    get: (code: string) => presentControlled(find(code)),

    /** The bank's answer, also where it had answered otherwise. */
    identify(code: string, { state, reason = WRONG_NUMBERS, sendWebhook = true }: z.input<typeof identifyBody>) {
      const { customer } = findAsked(code);
      settle(sandbox, customer, state, state === 'failed' ? reason : null, sendWebhook);
      return presentControlled(customer);
    },

    /** Announces an identification now, past all rules, whatever came of it. */
    async sendWebhook(code: string, { state = 'success', reason, tamper = {} }: z.input<typeof sendIdentificationBody> = {}) {
      const { customer, identification } = findAsked(code);
      const payload = presentEvent(customer, { ...identification, state, reason: reason ?? (state === 'failed' ? WRONG_NUMBERS : null) });
      return presentDelivery(await sandbox.events.sendNow(payload, customer.code, customer.domain, tamper));
    },
  };
}
