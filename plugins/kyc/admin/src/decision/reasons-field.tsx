import { Box, Checkbox, Flex, Typography } from '@strapi/design-system';
import { useId } from 'react';
import { useText } from '../text';

export interface Choosable {
  code: string;
  /** As the applicant reads it. */
  publicText: string;
  /** For staff alone. */
  internalText: string | undefined;
}

interface Props {
  label: string;
  reasons: readonly Choosable[];
  chosen: readonly string[];
  onChange(codes: string[]): void;
}

/** Reasons, with what staff mean by each, and what the applicant will read. */
export function ReasonsField({ label, reasons, chosen, onChange }: Props) {
  const text = useText();
  const id = useId();
  const toggle = (code: string, isOn: boolean) => onChange(isOn ? [...chosen, code] : chosen.filter((one) => one !== code));
  return (
    <Box role="group" aria-labelledby={id}>
      <Typography id={id} variant="pi" fontWeight="bold" textColor="neutral800" tag="p" paddingBottom={2}>{label}</Typography>
      <Flex direction="column" alignItems="stretch" gap={3}>
        {reasons.map(({ code, publicText, internalText }) => (
          <Box key={code} data-reason={code}>
            <Checkbox checked={chosen.includes(code)} onCheckedChange={(checked) => toggle(code, checked === true)}>{internalText ?? publicText}</Checkbox>
            {internalText === undefined ? null : <Typography variant="pi" textColor="neutral600" tag="p" paddingLeft={7}>{text('reasons.reads', { publicText })}</Typography>}
          </Box>
        ))}
      </Flex>
    </Box>
  );
}
