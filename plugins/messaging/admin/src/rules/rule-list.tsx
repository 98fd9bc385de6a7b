import { Button, EmptyStateLayout, Flex, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import { RowActs } from '../../../../kernel/admin/src/components/row-acts';
import { Waiting } from '../../../../kernel/admin/src/components/waiting';
import { useText } from '../text';
import { DeleteRule } from './delete-rule';
import { RuleEditor } from './rule-editor';
import type { RuleKind } from './rule-kind';

interface Props<T extends { id: string }, D> {
  kind: RuleKind<T, D>;
  canEdit: boolean;
  /** Something was added, changed or deleted. */
  onChanged(): void;
}

/** All rules of a kind, and for whoever may change them the ways to do so. */
export function RuleList<T extends { id: string }, D>({ kind, canEdit, onChanged }: Props<T, D>) {
  const text = useText();
  const rules = useResource<{ data: T[] }>(kind.path);
  const [editing, setEditing] = useState<{ rule: T | undefined }>();
  const [deleting, setDeleting] = useState<T>();
  const refresh = () => {
    rules.refresh();
    onChanged();
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex justifyContent="space-between" alignItems="center" gap={4} wrap="wrap">
        <Typography textColor="neutral600">{text(`${kind.name}.about`)}</Typography>
        {canEdit ? <Button size="S" startIcon={<Plus />} onClick={() => setEditing({ rule: undefined })}>{text(`${kind.name}.new`)}</Button> : null}
      </Flex>
      <Waiting on={rules}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyStateLayout content={text(`${kind.name}.none`)} hasRadius shadow="tableShadow" />
          ) : (
            <Table colCount={kind.columns.length + (canEdit ? 1 : 0)} rowCount={data.length + 1} aria-label={text(`${kind.name}.title`)}>
              <Thead>
                <Tr>
                  {kind.columns.map((column) => <Th key={column}><Typography variant="sigma" textColor="neutral600">{text(column)}</Typography></Th>)}
                  {canEdit ? <Th><Typography variant="sigma" textColor="neutral600">{text('rules.act')}</Typography></Th> : null}
                </Tr>
              </Thead>
              <Tbody>
                {data.map((rule) => (
                  <Tr key={rule.id}>
                    <kind.Cells rule={rule} />
                    {canEdit ? (
                      <Td>
                        <RowActs edit={text('rules.edit', { name: kind.nameOf(rule) })} remove={text('rules.delete', { name: kind.nameOf(rule) })} onEdit={() => setEditing({ rule })} onRemove={() => setDeleting(rule)} />
                      </Td>
                    ) : null}
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )
        }
      </Waiting>
      {editing === undefined ? null : <RuleEditor kind={kind} rule={editing.rule} onClose={() => setEditing(undefined)} onSaved={refresh} />}
      {deleting === undefined ? null : <DeleteRule kind={kind} rule={deleting} onClose={() => setDeleting(undefined)} onDeleted={refresh} />}
    </Flex>
  );
}
