import { align, type Pairing } from './align';
import { compareCountries, compareDates, type Qualifier } from './qualifiers';
import { TELLING, tokensOf, type SubjectKind, type Token } from './tokens';

/** Whoever is looked for, and whoever a list names. */
export interface Identity {
  kind: SubjectKind;
  /** The name, then others that are known, in any script. */
  names: readonly string[];
  /** Names so common or so vague that one alone proves little. */
  weakNames?: readonly string[];
  /** `1970`, `1970-05` or `1970-05-17`. */
  datesOfBirth: readonly string[];
  /** ISO 3166-1 alpha-2. */
  countries: readonly string[];
}

/** How alike two identities are, and why. */
export interface Match {
  /** 0 to 1. */
  score: number;
  /** Of the two names that are most alike. */
  name: { left: string; right: string; isWeak: boolean; score: number; pairings: Pairing[] };
  dateOfBirth: Qualifier;
  country: Qualifier;
}

/** What a vague alias counts. */
const WEAK = 0.9;
/** Two words at least must be beside each other, unless neither name has more: a first name alone is everybody's. */
const ONE_WORD_OF_MANY = 0.75;

/** An identity whose names are in words already, for whoever is compared with many. */
export interface Prepared {
  identity: Identity;
  names: readonly { name: string; isWeak: boolean; tokens: readonly Token[] }[];
}

export function prepare(identity: Identity): Prepared {
  const { kind, names, weakNames = [] } = identity;
  const inWords = (name: string, isWeak: boolean) => ({ name, isWeak, tokens: tokensOf(name, kind) });
  return { identity, names: [...names.map((name) => inWords(name, false)), ...weakNames.map((name) => inWords(name, true))] };
}

/** Compares two identities; the same either way round. Undefined where there is no name or people meet organisations. */
export function match(one: Identity | Prepared, other: Identity | Prepared): Match | undefined {
  const [left, right] = [ready(one), ready(other)];
  return left.identity.kind === right.identity.kind ? compare(left, right) : undefined;
}

const ready = (side: Identity | Prepared): Prepared => ('identity' in side ? side : prepare(side));

function compare(left: Prepared, right: Prepared): Match | undefined {
  const best = bestNames(left, right);
  if (best === undefined) return undefined;
  const dateOfBirth = compareDates(left.identity.datesOfBirth, right.identity.datesOfBirth);
  const country = compareCountries(left.identity.countries, right.identity.countries);
  // What is known beside the name cannot make a name of another.
  const effect = best.score === 0 ? 0 : dateOfBirth.effect + country.effect;
  return { score: Math.min(1, Math.max(0, best.score + effect)), name: best, dateOfBirth, country };
}

function bestNames({ names: ours }: Prepared, { names: theirs }: Prepared): Match['name'] | undefined {
  let best: Match['name'] | undefined;
  for (const one of ours) {
    for (const other of theirs) {
      const found = compareNames(one.tokens, other.tokens);
      const isWeak = one.isWeak || other.isWeak;
      const score = found.score * (isWeak ? WEAK : 1);
      if (best === undefined || score > best.score) best = { left: one.name, right: other.name, isWeak, score, pairings: found.pairings };
    }
  }
  return best;
}

function compareNames(left: readonly Token[], right: readonly Token[]) {
  const found = align(left, right);
  const telling = found.pairings.filter(({ weight }) => weight >= TELLING);
  const isOneOfMany = telling.length > 1 && telling.filter(({ similarity }) => similarity > 0).length < 2;
  return isOneOfMany ? { ...found, score: Math.min(found.score, ONE_WORD_OF_MANY) } : found;
}
