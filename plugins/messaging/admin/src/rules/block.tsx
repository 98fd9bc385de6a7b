import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useId, type ReactNode } from 'react';

interface Props {
  title: string;
  removeLabel: string;
  onRemove(): void;
  children: ReactNode;
}

/** One of several things of the same kind in a form. */
export function Block({ title, removeLabel, onRemove, children }: Props) {
  const id = useId();
  return (
    <Box role="group" aria-labelledby={id} borderColor="neutral200" hasRadius padding={4}>
      <Flex justifyContent="space-between" alignItems="center" paddingBottom={3}>
        <Typography id={id} variant="pi" fontWeight="bold" textColor="neutral800">{title}</Typography>
        <IconButton variant="ghost" label={removeLabel} onClick={onRemove}><Trash /></IconButton>
      </Flex>
      {children}
    </Box>
  );
}
