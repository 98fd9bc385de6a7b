import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { absoluteTime, relativeTime } from '../format/time';

/** When: on the clock of the reader, and how long ago. Hovering shows it in UTC. */
export function Moment({ at, inline = false }: { at: string; inline?: boolean }) {
  const { locale } = useIntl();
  const relative = relativeTime(at, locale);
  if (inline) {
    return (
      <time dateTime={at} title={at}>
        {absoluteTime(at, locale)}
        {relative === undefined ? '' : ` · ${relative}`}
      </time>
    );
  }
  return (
    <Flex tag="time" direction="column" alignItems="flex-start" dateTime={at} title={at}>
      <Typography textColor="neutral800">{absoluteTime(at, locale)}</Typography>
      {relative === undefined ? null : <Typography variant="pi" textColor="neutral600">{relative}</Typography>}
    </Flex>
  );
}
