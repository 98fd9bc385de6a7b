import { Typography, VisuallyHidden } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useText } from '../text';
import type { CannedReply } from './types';

const List = styled.ul`
  position: absolute;
  right: 0;
  bottom: calc(100% + 4px);
  left: 0;
  z-index: 2;
  max-height: 300px;
  overflow: auto;
  padding: 4px;
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: 4px;
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};
`;

const Option = styled.li`
  display: grid;
  grid-template-columns: minmax(90px, 150px) minmax(0, 1fr);
  gap: 2px 12px;
  padding: 6px 10px;
  cursor: pointer;
  border-radius: 4px;
  &[aria-selected='true'] {
    background: ${({ theme }) => theme.colors.primary100};
  }
  > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;

export const LIST_ID = 'canned-replies';
export const optionId = ({ id }: CannedReply): string => `canned-${id}`;

interface Props {
  replies: readonly CannedReply[];
  chosen: CannedReply | undefined;
  onChoose(reply: CannedReply): void;
}

/** The canned replies that fit what stands behind the slash. The focus stays in the field. */
export function Suggestions({ replies, chosen, onChoose }: Props) {
  const text = useText();
  return (
    <>
      <VisuallyHidden role="status">{replies.length === 0 ? '' : text('canned.found', { count: replies.length })}</VisuallyHidden>
      {replies.length === 0 ? null : (
        <List id={LIST_ID} role="listbox" aria-label={text('canned.list')}>
          {replies.map((reply) => (
            <Option
              key={reply.id}
              id={optionId(reply)}
              role="option"
              aria-selected={reply === chosen}
              ref={(element) => void (reply === chosen && element?.scrollIntoView({ block: 'nearest' }))}
              // A click must not take the focus from the field.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(reply)}
            >
              <Typography variant="omega" fontWeight="semiBold" textColor="primary700">/{reply.shortcut}</Typography>
              <Typography variant="omega" textColor="neutral800">
                {reply.title}{reply.language === null ? '' : ` · ${reply.language}`}{reply.isPersonal ? ` · ${text('canned.own')}` : ''}
              </Typography>
              <span />
              <Typography variant="pi" textColor="neutral600">{reply.text}</Typography>
            </Option>
          ))}
        </List>
      )}
    </>
  );
}
