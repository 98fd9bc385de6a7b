import { Flex, Typography } from '@strapi/design-system';
import { CheckCircle, CrossCircle, WarningCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import { readable } from '../../../../kernel/admin/src/components/readable';
import type { Agreement, FieldState } from '../api/types';
import { useText } from '../text';

const looks = { same: ['success', CheckCircle], similar: ['warning', WarningCircle], different: ['danger', CrossCircle] } as const;

const Frame = styled.span<{ $colour: 'success' | 'warning' | 'danger' }>`
  display: inline-flex;
  align-items: center;
  gap: 4px;
  padding: 1px 6px;
  border-radius: 4px;
  font-size: 1.2rem;
  font-weight: 600;
  background: ${({ theme, $colour }) => theme.colors[`${$colour}100`]};
  color: ${({ theme, $colour }) => readable(theme, `${$colour}700`)};
`;

/** Whether two say the same: a colour, a picture and words. */
export function AgreementMark({ is, words }: { is: Agreement; words: string }) {
  if (is === 'missing') return null;
  const [colour, Icon] = looks[is];
  return <Frame $colour={colour}><Icon width={12} height={12} fill={`${colour}600`} aria-hidden />{words}</Frame>;
}

/** How sure the machine is of what it read. */
export function Sureness({ is }: { is: FieldState | undefined }) {
  const text = useText();
  if (is === undefined) return null;
  return (
    <Flex tag="span" inline gap={1}>
      <Typography variant="pi" textColor={is === 'doubtful' ? 'danger700' : 'neutral600'}>{text(`sure.${is}`)}</Typography>
    </Flex>
  );
}
