import { Flex, Typography } from '@strapi/design-system';
import { Eye, Pencil, WarningCircle } from '@strapi/icons';
import { useCautionColour } from '../../../../kernel/admin/src/components/readable';
import type { StaffPerson, TicketViewer } from '../api/types';
import { useNameOf } from '../live/staff';
import { useText } from '../text';

/** Who else is here: a colleague who writes is a warning, one who looks is not. */
export function Others({ viewers, typing }: { viewers: readonly TicketViewer[]; typing: StaffPerson | undefined }) {
  const text = useText();
  const caution = useCautionColour();
  const nameOf = useNameOf();
  const named = (isWriting: boolean) => viewers.filter((viewer) => viewer.isWriting === isWriting).map(({ staffId }) => nameOf(staffId));
  const [writing, viewing] = [named(true), named(false)];
  const join = (names: readonly string[]) => names.join(', ');
  return (
    <div role="status" aria-live="polite">
      {typing ? (
        <Flex gap={2} paddingLeft={4} paddingBottom={1} alignItems="center">
          <Pencil width={12} height={12} aria-hidden /><Typography variant="pi" textColor="neutral600">{text('others.customerTypes', { name: typing.name ?? text('person.customer') })}</Typography>
        </Flex>
      ) : null}
      {viewing.length > 0 ? (
        <Flex gap={2} paddingLeft={4} paddingBottom={1} alignItems="center">
          <Eye width={12} height={12} aria-hidden /><Typography variant="pi" textColor="neutral600">{text('others.view', { names: join(viewing), count: viewing.length })}</Typography>
        </Flex>
      ) : null}
      {writing.length > 0 ? (
        <Flex gap={2} paddingLeft={4} paddingRight={4} paddingTop={2} paddingBottom={2} alignItems="center" background="warning100">
          <WarningCircle width={14} height={14} fill="warning700" aria-hidden /><Typography variant="pi" fontWeight="semiBold" textColor={caution}>{text('others.write', { names: join(writing), count: writing.length })}</Typography>
        </Flex>
      ) : null}
    </div>
  );
}
