import { Box, Field, Flex, Radio, Textarea, Typography } from '@strapi/design-system';
import type { Discrepancy } from '../api/types';
import { formatMoney } from '../format/money';
import { useText } from '../text';
import { UserPicker } from './user-picker';

export interface Decision {
  action: 'credit' | 'return' | 'dismiss';
  note: string;
  userId: string | undefined;
}

/** Money is credited or returned; news without money is dismissed. */
export const actionsFor = ({ amountMinor }: Discrepancy): Decision['action'][] => (amountMinor === null ? ['dismiss'] : ['credit', 'return']);

export const SHORTEST_NOTE = 3;

export const isComplete = ({ action, note, userId }: Decision, { payment }: Discrepancy): boolean =>
  note.trim().length >= SHORTEST_NOTE && (action !== 'credit' || payment !== null || userId !== undefined);

export function ResolveForm({ discrepancy, decision, onChange }: { discrepancy: Discrepancy; decision: Decision; onChange(change: Partial<Decision>): void }) {
  const text = useText();
  const { amountMinor, currency, payment } = discrepancy;
  const amount = amountMinor === null || currency === null ? '' : formatMoney(amountMinor, currency);
  const labels = {
    credit: payment === null ? text('resolve.creditUnknown', { amount }) : text('resolve.credit', { amount, owner: payment.payer.email }),
    return: text('resolve.return', { amount }),
    dismiss: text('resolve.dismiss'),
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <Box>
        <Typography variant="pi" fontWeight="bold" textColor="neutral800" id="resolve-action">{text('resolve.action')}</Typography>
        <Radio.Group aria-labelledby="resolve-action" value={decision.action} onValueChange={(action: string) => onChange({ action: action as Decision['action'] })}>
          <Flex direction="column" alignItems="stretch" gap={3} paddingTop={2}>
            {actionsFor(discrepancy).map((action) => (
              <Box key={action}>
                <Radio.Item value={action}>{labels[action]}</Radio.Item>
                <Typography variant="pi" textColor="neutral600" tag="p" paddingLeft={7}>{text(`resolve.${action}Hint`)}</Typography>
              </Box>
            ))}
          </Flex>
        </Radio.Group>
      </Box>
      {decision.action === 'credit' && payment === null ? <UserPicker value={decision.userId} onChange={(userId) => onChange({ userId })} /> : null}
      <Field.Root required hint={text('resolve.noteHint')}>
        <Field.Label>{text('resolve.note')}</Field.Label>
        <Textarea value={decision.note} maxLength={2_000} onChange={(event) => onChange({ note: event.target.value })} />
        <Field.Hint />
      </Field.Root>
    </Flex>
  );
}
