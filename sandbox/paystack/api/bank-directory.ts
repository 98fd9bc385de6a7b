/** A few real institutions a country and kind: enough for a form and its filters. Codes are those that Paystack uses. */
export interface Bank {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly code: string;
  readonly country: string;
  readonly currency: string;
  readonly type: string;
}

type Group = { country: string; currency: string; type: string; banks: readonly (readonly [name: string, code: string])[] };

const groups: readonly Group[] = [
  {
    country: 'Nigeria', currency: 'NGN', type: 'nuban',
    banks: [
      ['Access Bank', '044'], ['Ecobank Nigeria', '050'], ['Fidelity Bank', '070'], ['First Bank of Nigeria', '011'],
      ['First City Monument Bank', '214'], ['Guaranty Trust Bank', '058'], ['Kuda Bank', '50211'], ['OPay Digital Services Limited (OPay)', '999992'],
      ['Stanbic IBTC Bank', '221'], ['Sterling Bank', '232'], ['Union Bank of Nigeria', '032'], ['United Bank For Africa', '033'],
      ['Wema Bank', '035'], ['Zenith Bank', '057'], ['Test Bank', '001'],
    ],
  },
  {
    country: 'Ghana', currency: 'GHS', type: 'ghipps',
    banks: [['Absa Bank Ghana Ltd', '030100'], ['Ecobank Ghana Limited', '130100'], ['GCB Bank Limited', '040100'], ['Stanbic Bank Ghana Limited', '190100']],
  },
  { country: 'Ghana', currency: 'GHS', type: 'mobile_money', banks: [['MTN', 'MTN'], ['Telecel Cash', 'VOD'], ['AirtelTigo', 'ATL']] },
  {
    country: 'Kenya', currency: 'KES', type: 'kepss',
    banks: [['Equity Bank', '68'], ['Kenya Commercial Bank (Kenya)', '01'], ['Absa Bank Kenya Plc', '03'], ['Co-operative Bank of Kenya', '11']],
  },
  { country: 'Kenya', currency: 'KES', type: 'mobile_money', banks: [['M-PESA', 'MPESA']] },
  {
    country: 'South Africa', currency: 'ZAR', type: 'basa',
    banks: [
      ['Absa Bank Limited, South Africa', '632005'], ['Capitec Bank Limited', '470010'], ['First National Bank', '250655'],
      ['Nedbank', '198765'], ['Standard Bank South Africa', '051001'],
    ],
  },
];

const slugOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

export const banks: readonly Bank[] = groups
  .flatMap(({ banks: members, ...group }) => members.map(([name, code]) => ({ ...group, name, code, slug: slugOf(name) })))
  .map((bank, index) => ({ id: index + 1, ...bank }));
