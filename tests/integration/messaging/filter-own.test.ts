import { describeWordFilter } from '../../../plugins/messaging/server/src/filters/conformance.ts';
import { noPhoneNumbers } from './support/no-phone-numbers.ts';

describeWordFilter('no-phone-numbers, a filter of one’s own', { filter: noPhoneNumbers(), innocent: 'See you at 9:30.', masked: 'Call +234 803 123 4567' });
