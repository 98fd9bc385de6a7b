import { stdnum, type Validator } from 'stdnum';
import { ownTypes, type IdentifierType } from './nigeria';

const OF_A_COUNTRY = /^([a-z]{2})\.([a-z_]+)$/;

/** A type that the package `stdnum` knows, e.g. `gh.tin`: the country, and the name of the number there. */
function foreignType(type: string): IdentifierType | undefined {
  const [, country = '', name = ''] = OF_A_COUNTRY.exec(type) ?? [];
  const validators = Object.hasOwn(stdnum, country.toUpperCase()) ? stdnum[country.toUpperCase()] : undefined;
  const validator: Validator | undefined = validators && Object.hasOwn(validators, name) ? validators[name] : undefined;
  if (!validator) return undefined;
  return {
    label: `${validator.name} (${country.toUpperCase()})`,
    form: `as written in ${country.toUpperCase()}`,
    compact(value) {
      const result = validator.validate(value);
      return result.isValid ? result.compact : undefined;
    },
  };
}

export const findIdentifierType = (type: string): IdentifierType | undefined => (Object.hasOwn(ownTypes, type) ? ownTypes[type] : foreignType(type));
export const isIdentifierType = (type: string): boolean => findIdentifierType(type) !== undefined;

/** The one way to write a number of a type. @returns `undefined` where it cannot be one. */
export const compactIdentifier = (type: string, value: string): string | undefined => findIdentifierType(type)?.compact(value);

const SHOWN = 4;
const LEAST_HIDDEN = 4;

/** The end of a number alone, as it is shown: enough for its owner to know it again. */
export function maskIdentifier(value: string): string {
  const shown = Math.max(0, Math.min(SHOWN, value.length - LEAST_HIDDEN));
  return '*'.repeat(value.length - shown) + value.slice(value.length - shown);
}
