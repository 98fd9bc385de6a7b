import { Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { RowActs } from '../../../../kernel/admin/src/components/row-acts';
import { useText } from '../text';
import type { CannedReply } from './types';

const Cut = styled(Typography)`
  display: block;
  max-width: 420px;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`;

interface Props {
  replies: readonly CannedReply[];
  canShare: boolean;
  onEdit(reply: CannedReply): void;
  onDelete(reply: CannedReply): void;
}

/** What one may use; what one may not change has no buttons. */
export function RepliesTable({ replies, canShare, onEdit, onDelete }: Props) {
  const text = useText();
  return (
    <Table colCount={5} rowCount={replies.length + 1} aria-label={text('canned.list')}>
      <Thead>
        <Tr>
          {(['shortcut', 'title', 'language', 'whose'] as const).map((column) => <Th key={column}><Typography variant="sigma">{text(`canned.${column}`)}</Typography></Th>)}
          <Th><Typography variant="sigma">{text('canned.acts')}</Typography></Th>
        </Tr>
      </Thead>
      <Tbody>
        {replies.map((reply) => (
          <Tr key={reply.id}>
            <Td><Typography fontWeight="semiBold">/{reply.shortcut}</Typography></Td>
            <Td><Typography>{reply.title}</Typography><Cut variant="pi" textColor="neutral600">{reply.text}</Cut></Td>
            <Td><Typography>{reply.language ?? '–'}</Typography></Td>
            <Td><Typography>{text(reply.isPersonal ? 'canned.personal' : 'canned.everybody')}</Typography></Td>
            <Td>
              {reply.isPersonal || canShare ? (
                <RowActs edit={text('canned.edit', { shortcut: reply.shortcut })} remove={text('canned.delete', { shortcut: reply.shortcut })} onEdit={() => onEdit(reply)} onRemove={() => onDelete(reply)} />
              ) : null}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
