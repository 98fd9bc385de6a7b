import { defineError } from '../errors';

export const PersonNotLinkable = defineError<{ reason: string }>(
  'KERNEL_PERSON_NOT_LINKABLE',
  422,
  ({ reason }) => `These two cannot be linked: ${reason}`,
  'The member of staff is not active, or the API user is blocked or does not have the role `moderator`.',
);
export const PersonAlreadyLinked = defineError(
  'KERNEL_PERSON_ALREADY_LINKED',
  409,
  'The member of staff or the API user is linked already. Remove that link first.',
);
