import { Typography } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { ConfirmDialog } from '../../../../kernel/admin/src/components/confirm-dialog';
import { useText } from '../text';
import type { Sanction } from './types';

interface Props {
  sanction: Sanction;
  name: string;
  onClose(): void;
  onLifted(): void;
}

export function LiftDialog({ sanction, name, onClose, onLifted }: Props) {
  const text = useText();
  const { del } = useFetchClient();
  const { submit, isRunning, refusal } = useSubmit();
  const lift = async () => {
    if (!(await submit(() => del(`/messaging/sanctions/${sanction.id}`), text('sanction.done')))) return;
    onClose();
    onLifted();
  };
  return (
    <ConfirmDialog title={text('sanction.liftTitle')} action={text('sanction.lift')} isRunning={isRunning} refusal={refusal} onConfirm={() => void lift()} onClose={onClose}>
      <Typography>{text(sanction.kind === 'ban' ? 'sanction.liftBan' : 'sanction.liftMute', { name })}</Typography>
    </ConfirmDialog>
  );
}
