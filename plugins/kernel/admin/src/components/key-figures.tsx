import { Box, Flex, Typography } from '@strapi/design-system';

/** A figure with its name, and what else there is to say about it. */
export type KeyFigure = readonly [name: string, value: string, more?: string | undefined];

/** A few figures beside each other. */
export const KeyFigures = ({ figures }: { figures: readonly KeyFigure[] }) => (
  <Flex tag="dl" gap={8} wrap="wrap" alignItems="flex-start" paddingBottom={4}>
    {figures.map(([name, value, more]) => (
      <Box key={name}>
        <Typography tag="dt" variant="pi" textColor="neutral600">{name}</Typography>
        <Typography tag="dd" variant="beta" textColor="neutral800">{value}</Typography>
        {more === undefined ? null : <Typography tag="dd" variant="pi" textColor="neutral600">{more}</Typography>}
      </Box>
    ))}
  </Flex>
);
