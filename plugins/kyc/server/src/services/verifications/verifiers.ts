import type { Core } from '@strapi/strapi';
import { createRegistry, type Registry } from '#kernel';
import { kycConfig } from '../../config';
import type { VerificationKind } from '../../domain/verification';
import { MANUAL, manual } from '../../verifiers/manual';
import { verifierMethods, type VerificationSubject, type Verifier, type VerifierCapability } from '../../verifiers/port';

const registries = new WeakMap<Core.Strapi, Registry<Verifier>>();

/** Checks the configured verifiers; the boot stops when one cannot work, or a scripted one would be believed where it may not. */
export function registerVerifiers(strapi: Core.Strapi): void {
  const { all, order, mayBeScripted } = kycConfig(strapi).verifiers;
  const registry = createRegistry('verifier', verifierMethods, [manual(), ...all]);
  for (const code of order) registry.get(code);
  const scripted = registry.all().find(({ mode }) => mode === 'scripted');
  if (scripted && !mayBeScripted) throw new Error(`The verifier "${scripted.code}" says what it is told to: production does not start with it. Take it out of KYC_VERIFIERS.`);
  registries.set(strapi, registry);
}

export function verifiers(strapi: Core.Strapi): Registry<Verifier> {
  const found = registries.get(strapi);
  if (!found) throw new Error('The KYC plugin is not registered.');
  return found;
}

export interface Choice {
  verifier: Verifier;
  capability: VerifierCapability;
}

/** Who can be asked about this of this person, first choice first. */
export function choicesFor(strapi: Core.Strapi, kind: VerificationKind, subject: VerificationSubject): Choice[] {
  return kycConfig(strapi).verifiers.order.flatMap((code) => {
    const verifier = verifiers(strapi).get(code);
    const capability = verifier.capabilities.find((one) => one.kind === kind && fits(one, subject));
    return capability ? [{ verifier, capability }] : [];
  });
}

/** What is found out without anybody's asking for it: all that needs neither the applicant nor the reviewer. */
export const isAutomatic = ({ verifier, capability }: Choice): boolean => verifier.code !== MANUAL && capability.how !== 'session';

function fits({ countries, identifiers, documents, canAsk }: VerifierCapability, subject: VerificationSubject): boolean {
  const { country } = subject.details;
  const isThere = countries === '*' || (country !== undefined && countries.includes(country));
  const hasNumber = identifiers === undefined || subject.identifiers.some(({ type }) => identifiers.includes(type));
  const hasDocument = documents === undefined || subject.documents.some(({ type }) => documents.includes(type));
  return isThere && hasNumber && hasDocument && (canAsk === undefined || canAsk(subject));
}
