/** Where the pages are, below the panel's own address. */
export const paymentsPath = '/plugins/payments';
export const discrepanciesPath = `${paymentsPath}/discrepancies`;
export const heldPath = `${paymentsPath}/held`;
export const paymentPath = (id: string): string => `${paymentsPath}/transactions/${id}`;
