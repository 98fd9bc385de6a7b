import { useRBAC, type Permission } from '@strapi/strapi/admin';

const of = (action: string): Permission[] => [{ action: `plugin::messaging.${action}`, subject: null } as Permission];

export const permissions = {
  read: of('tickets.read'),
  answer: of('tickets.answer'),
  assign: of('tickets.assign'),
  report: of('tickets.report'),
  rules: of('tickets.rules'),
  moderate: of('moderation.act'),
};

/** What the signed-in person may do beyond looking. The server decides; this only hides what it would refuse. */
export function useAllowed() {
  const { allowedActions } = useRBAC([...permissions.answer, ...permissions.assign, ...permissions.report, ...permissions.rules]);
  return { canAnswer: allowedActions['canAnswer'] ?? false, canAssign: allowedActions['canAssign'] ?? false, canReport: allowedActions['canReport'] ?? false, canRules: allowedActions['canRules'] ?? false };
}
