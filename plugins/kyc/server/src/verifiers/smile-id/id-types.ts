/** How Smile ID calls the numbers that it looks up, by the country of the person and our type. https://docs.usesmileid.com/supported-id-types */
const BY_COUNTRY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  NG: { nin: 'NIN_V2', bvn: 'BVN', vnin: 'V_NIN' },
  GH: { passport: 'PASSPORT' },
  KE: { passport: 'PASSPORT' },
  ZA: { 'za.idnr': 'NATIONAL_ID' },
};

export const countries = Object.keys(BY_COUNTRY);
export const identifierTypes = [...new Set(Object.values(BY_COUNTRY).flatMap((types) => Object.keys(types)))];

/** The first number of a person that can be looked up in their country. */
export function numberToAsk(country: string, identifiers: readonly { type: string; value: string }[]): { idType: string; value: string } | undefined {
  const types = Object.hasOwn(BY_COUNTRY, country) ? BY_COUNTRY[country] : undefined;
  for (const { type, value } of identifiers) {
    const idType = types && Object.hasOwn(types, type) ? types[type] : undefined;
    if (idType !== undefined) return { idType, value };
  }
  return undefined;
}
