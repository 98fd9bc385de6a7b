import { Typography } from '@strapi/design-system';
import { Moment } from '../../../../kernel/admin/src/components/moment';
import type { Happening } from '../api/types';
import { isTextKey, useText } from '../text';
import { useKnownText } from '../words/known-text';

/** One thing that happened: what, who, when. */
export function HappeningLine({ happening, me }: { happening: Happening; me: string }) {
  const text = useText();
  const known = useKnownText();
  const { action, by, data } = happening;
  const key = `happened.${action}`;
  const what = isTextKey(key) ? text(key) : action;
  const more = [
    action === 'kyc_application.decided' && typeof data['outcome'] === 'string' ? known('outcome', data['outcome']) : '',
    typeof data['purpose'] === 'string' ? known(action === 'kyc_number.revealed' ? 'revealFor' : 'purpose', data['purpose']) : '',
    Array.isArray(data['reasonCodes']) ? data['reasonCodes'].map(String).map((code) => code.replaceAll('_', ' ')).join(', ') : '',
  ].filter((words) => words !== '');
  const who = by.type === 'system' ? text('by.system') : by.type === 'user' ? text('by.applicant') : by.id === me ? text('holder.you') : (by.name ?? text('holder.colleague'));
  return (
    <>
      <Typography variant="pi" textColor="neutral800" fontWeight={happening.kind === 'decision' ? 'bold' : 'regular'} tag="p">{[what, ...more].join(' · ')}</Typography>
      <Typography variant="pi" textColor="neutral600" tag="p">{who} · <Moment at={happening.at} inline /></Typography>
    </>
  );
}
