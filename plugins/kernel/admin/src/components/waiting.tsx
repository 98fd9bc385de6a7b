import { Box, Button, EmptyStateLayout, Flex, Loader } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';
import type { Resource } from '../api/use-resource';
import { useText } from '../text';

/** Shows what a resource holds; until there is something, why not. A failed refresh leaves what is there and says so. */
export function Waiting<T>({ on, children }: { on: Resource<T>; children: (data: T) => ReactNode }) {
  const text = useText();
  if (on.data === undefined && on.error === undefined) {
    return <Flex justifyContent="center" padding={8}><Loader>{text('loading')}</Loader></Flex>;
  }
  if (on.data === undefined) {
    return (
      <EmptyStateLayout
        icon={<WarningCircle width="4rem" height="4rem" />}
        content={text('failed', { reason: on.error })}
        action={<Button variant="secondary" onClick={on.refresh}>{text('retry')}</Button>}
      />
    );
  }
  return (
    <Box aria-busy={on.isStale} style={{ opacity: on.isStale ? 0.6 : 1, transition: 'opacity 150ms' }}>
      {on.error === undefined ? null : <Box paddingBottom={4} role="status">{text('failed', { reason: on.error })}</Box>}
      {children(on.data)}
    </Box>
  );
}
