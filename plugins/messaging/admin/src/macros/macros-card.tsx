import { Button, EmptyStateLayout, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { Card } from '../../../../kernel/admin/src/components/card';
import { RowActs } from '../../../../kernel/admin/src/components/row-acts';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import type { StaffPerson } from '../api/types';
import { DeleteDialog } from '../canned/delete-dialog';
import type { CannedReply } from '../canned/types';
import { useAllowed } from '../permissions';
import { useText } from '../text';
import { MacroDialog } from './macro-dialog';
import type { Macro } from './types';
import { useStepText } from './use-step-text';

/** Everybody's macros and one's own, and a place to make them. */
export function MacrosCard() {
  const text = useText();
  const { canRules } = useAllowed();
  const [editing, setEditing] = useState<{ macro: Macro | undefined }>();
  const [deleting, setDeleting] = useState<Macro>();
  const macros = useResource<{ data: Macro[] }>('/messaging/macros');
  const people = useResource<{ data: StaffPerson[] }>('/messaging/ticket-staff').data?.data ?? [];
  const canned = useResource<{ data: CannedReply[] }>('/messaging/canned-replies');
  const replies = canned.data?.data ?? [];
  const describe = useStepText(people, replies);
  const changed = () => {
    setEditing(undefined);
    setDeleting(undefined);
    macros.refresh();
  };
  const edit = (macro: Macro | undefined) => {
    // One may have been written on this page since it was opened.
    canned.refresh();
    setEditing({ macro });
  };
  return (
    <Card title={text('macro.list')} action={<Button size="S" startIcon={<Plus />} onClick={() => edit(undefined)}>{text('macro.new')}</Button>}>
      <Waiting on={macros}>
        {({ data }) =>
          data.length === 0 ? <EmptyStateLayout shadow="" content={text('macro.empty')} /> : (
            <Table colCount={4} rowCount={data.length + 1} aria-label={text('macro.list')}>
              <Thead>
                <Tr>{(['macro.name', 'macro.steps', 'canned.whose', 'canned.acts'] as const).map((column) => <Th key={column}><Typography variant="sigma">{text(column)}</Typography></Th>)}</Tr>
              </Thead>
              <Tbody>
                {data.map((macro) => (
                  <Tr key={macro.id}>
                    <Td><Typography fontWeight="semiBold">{macro.name}</Typography></Td>
                    <Td style={{ whiteSpace: 'normal' }}><Typography textColor="neutral600">{macro.steps.map(describe).join(' · ')}</Typography></Td>
                    <Td><Typography>{text(macro.isPersonal ? 'canned.personal' : 'canned.everybody')}</Typography></Td>
                    <Td>
                      {macro.isPersonal || canRules ? (
                        <RowActs edit={text('macro.edit', { name: macro.name })} remove={text('macro.delete', { name: macro.name })} onEdit={() => edit(macro)} onRemove={() => setDeleting(macro)} />
                      ) : null}
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )
        }
      </Waiting>
      {editing ? <MacroDialog macro={editing.macro} canShare={canRules} people={people} replies={replies} onClose={() => setEditing(undefined)} onSaved={changed} /> : null}
      {deleting ? <DeleteDialog title={deleting.name} url={`/messaging/macros/${deleting.id}`} onClose={() => setDeleting(undefined)} onDeleted={changed} /> : null}
    </Card>
  );
}
