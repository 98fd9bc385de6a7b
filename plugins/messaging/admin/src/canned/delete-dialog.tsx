import { Typography } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { ConfirmDialog } from '../../../../kernel/admin/src/components/confirm-dialog';
import { useText } from '../text';

interface Props {
  title: string;
  url: string;
  onClose(): void;
  onDeleted(): void;
}

/** There is no way back, so it is asked for twice. */
export function DeleteDialog({ title, url, onClose, onDeleted }: Props) {
  const text = useText();
  const { del } = useFetchClient();
  const { submit, isRunning, refusal } = useSubmit();
  const remove = async () => {
    if (await submit(() => del(url), text('canned.deleted'))) onDeleted();
  };
  return (
    <ConfirmDialog title={text('canned.deleteTitle', { title })} action={text('canned.confirmDelete')} isRunning={isRunning} refusal={refusal} onConfirm={() => void remove()} onClose={onClose}>
      <Typography>{text('canned.deleteWarning')}</Typography>
    </ConfirmDialog>
  );
}
