import { Typography } from '@strapi/design-system';
import { useFetchClient } from '@strapi/strapi/admin';
import { useSubmit } from '../../../../kernel/admin/src/api/use-submit';
import { ConfirmDialog } from '../../../../kernel/admin/src/components/confirm-dialog';
import { useText } from '../text';
import type { RuleKind } from './rule-kind';

interface Props<T extends { id: string }, D> {
  kind: RuleKind<T, D>;
  rule: T;
  onClose(): void;
  onDeleted(): void;
}

export function DeleteRule<T extends { id: string }, D>({ kind, rule, onClose, onDeleted }: Props<T, D>) {
  const text = useText();
  const { del } = useFetchClient();
  const { submit, isRunning, refusal } = useSubmit();
  const remove = async () => {
    if (!(await submit(() => del(`${kind.path}/${rule.id}`), text('rules.deleted')))) return;
    onClose();
    onDeleted();
  };
  return (
    <ConfirmDialog title={text('rules.deleteTitle', { name: kind.nameOf(rule) })} action={text('rules.deleteIt')} isRunning={isRunning} refusal={refusal} onConfirm={() => void remove()} onClose={onClose}>
      <Typography>{text(`${kind.name}.deleteWarning`)}</Typography>
    </ConfirmDialog>
  );
}
