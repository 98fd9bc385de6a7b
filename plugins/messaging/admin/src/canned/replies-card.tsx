import { Box, Button, EmptyStateLayout, Searchbar } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Card } from '../../../../kernel/admin/src/components/card';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { useAllowed } from '../permissions';
import { useText } from '../text';
import { DeleteDialog } from './delete-dialog';
import { RepliesTable } from './replies-table';
import { ReplyDialog } from './reply-dialog';
import type { CannedReply } from './types';

/** Everybody's canned replies and one's own, and a place to write them. */
export function RepliesCard() {
  const text = useText();
  const { canRules } = useAllowed();
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<{ reply: CannedReply | undefined }>();
  const [deleting, setDeleting] = useState<CannedReply>();
  const wanted = search.trim();
  const replies = useResource<{ data: CannedReply[] }>('/messaging/canned-replies', { search: wanted === '' ? undefined : wanted });
  const changed = () => {
    setEditing(undefined);
    setDeleting(undefined);
    replies.refresh();
  };
  return (
    <Card title={text('canned.list')} action={<Button size="S" startIcon={<Plus />} onClick={() => setEditing({ reply: undefined })}>{text('canned.new')}</Button>}>
      <Box paddingBottom={4}>
        <Searchbar name="search" value={search} clearLabel={text('queue.clear')} placeholder={text('canned.searchHint')} maxLength={100} onClear={() => setSearch('')} onChange={(event) => setSearch(event.target.value)}>
          {text('canned.search')}
        </Searchbar>
      </Box>
      <Waiting on={replies}>
        {({ data }) =>
          data.length === 0 ? <EmptyStateLayout shadow="" content={text(wanted === '' ? 'canned.empty' : 'canned.notFound')} /> : <RepliesTable replies={data} canShare={canRules} onEdit={(reply) => setEditing({ reply })} onDelete={setDeleting} />
        }
      </Waiting>
      {editing ? <ReplyDialog reply={editing.reply} canShare={canRules} onClose={() => setEditing(undefined)} onSaved={changed} /> : null}
      {deleting ? <DeleteDialog title={deleting.title} url={`/messaging/canned-replies/${deleting.id}`} onClose={() => setDeleting(undefined)} onDeleted={changed} /> : null}
    </Card>
  );
}
