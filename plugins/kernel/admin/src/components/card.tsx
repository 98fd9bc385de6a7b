import { Box, Flex, Typography } from '@strapi/design-system';
import { useId, type ReactNode } from 'react';

/** A part of a page with its heading. */
export function Card({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Box tag="section" aria-labelledby={id} background="neutral0" hasRadius shadow="tableShadow" padding={5} width="100%">
      <Flex justifyContent="space-between" alignItems="center" paddingBottom={4} gap={4} wrap="wrap">
        <Typography id={id} variant="delta" tag="h2" textColor="neutral800">{title}</Typography>
        {action}
      </Flex>
      {children}
    </Box>
  );
}
