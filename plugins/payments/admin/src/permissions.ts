import { useRBAC, type Permission } from '@strapi/strapi/admin';

const of = (action: string): Permission[] => [{ action: `plugin::payments.${action}`, subject: null } as Permission];

export const permissions = {
  read: of('payments.read'),
  sync: of('payments.sync'),
  resolve: of('payments.resolve'),
  readWebhooks: of('webhooks.read'),
  replayWebhooks: of('webhooks.replay'),
};

/** What the signed-in person may do beyond looking. The server decides; this only hides buttons that it would refuse. */
export function useAllowed() {
  const payments = useRBAC([...permissions.sync, ...permissions.resolve]).allowedActions;
  // Apart from the others, because Strapi names an action by its last word alone.
  const webhooks = useRBAC([...permissions.readWebhooks, ...permissions.replayWebhooks]).allowedActions;
  return {
    canSync: payments['canSync'] ?? false,
    canResolve: payments['canResolve'] ?? false,
    canReadWebhooks: webhooks['canRead'] ?? false,
    canReplayWebhooks: webhooks['canReplay'] ?? false,
  };
}
