import { styled } from 'styled-components';
import { isBlank, type Draft, type Mode } from '../drafts/draft';
import { useText } from '../text';

/** A note looks like one while it is written. */
export const Frame = styled.div<{ $mode: Mode }>`
  padding: 8px 16px 12px;
  border-top: ${({ $mode }) => ($mode === 'note' ? '2px dashed' : '2px solid')} ${({ theme, $mode }) => ($mode === 'note' ? theme.colors.warning500 : theme.colors.neutral150)};
  background: ${({ theme, $mode }) => ($mode === 'note' ? theme.colors.warning100 : theme.colors.neutral0)};
`;

export const Field = styled.textarea`
  display: block;
  width: 100%;
  padding: 8px 10px;
  resize: vertical;
  font: inherit;
  font-size: 1.4rem;
  line-height: 1.45;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: 4px;
  &::placeholder {
    color: ${({ theme }) => theme.colors.neutral600};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -1px;
  }
`;

const Tab = styled.button`
  padding: 4px 12px;
  margin-bottom: 6px;
  font: inherit;
  font-size: 1.2rem;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral700};
  background: transparent;
  border: 1px solid transparent;
  border-radius: 999px;
  &[aria-pressed='true'] {
    font-weight: 600;
    color: ${({ theme }) => theme.colors.neutral800};
    background: ${({ theme }) => theme.colors.neutral0};
    border-color: ${({ theme }) => theme.colors.neutral200};
  }
`;

interface Props {
  mode: Mode;
  hasReply: boolean;
  drafts: Record<Mode, Draft>;
  onMode(mode: Mode): void;
}

/** To the customer, or to ourselves. The one that is not shown says so where something is written in it. */
export function ModeSwitch({ mode, hasReply, drafts, onMode }: Props) {
  const text = useText();
  const modes: readonly Mode[] = hasReply ? ['reply', 'note'] : ['note'];
  return (
    <div role="group" aria-label={text('composer.mode')}>
      {modes.map((one) => (
        <Tab key={one} type="button" aria-pressed={one === mode} onClick={() => onMode(one)}>
          {text(`composer.${one}Tab`)}{one !== mode && !isBlank(drafts[one]) ? ` · ${text('composer.draft')}` : ''}
        </Tab>
      ))}
    </div>
  );
}
