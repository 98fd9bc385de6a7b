import { Flex, IconButton } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';

interface Props {
  /** What the buttons say to whoever does not see them. */
  edit: string;
  remove: string;
  onEdit(): void;
  onRemove(): void;
}

/** What can be done with a row of a table. */
export const RowActs = ({ edit, remove, onEdit, onRemove }: Props) => (
  <Flex gap={1} justifyContent="flex-end">
    <IconButton variant="ghost" label={edit} onClick={onEdit}><Pencil /></IconButton>
    <IconButton variant="ghost" label={remove} onClick={onRemove}><Trash /></IconButton>
  </Flex>
);
