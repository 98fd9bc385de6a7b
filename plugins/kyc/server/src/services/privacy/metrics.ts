import { Counter, Gauge, register } from 'prom-client';

const counter = (name: string, help: string): Counter => (register.getSingleMetric(name) as Counter | undefined) ?? new Counter({ name, help });
const gauge = (name: string, help: string): Gauge<'why'> => (register.getSingleMetric(name) as Gauge<'why'> | undefined) ?? new Gauge({ name, help, labelNames: ['why'] });

export const peopleForgotten = counter('mangrove_kyc_people_forgotten_total', 'People whose key was destroyed.');
export const peopleErased = counter('mangrove_kyc_people_erased_total', 'People of whom no byte is stored any more.');
/** More than a few for long: look at the dry run of the retention. */
export const erasuresKept = gauge('mangrove_kyc_erasures_kept', 'People whose time is over and who are kept all the same, at the last pass, by what keeps them.');
