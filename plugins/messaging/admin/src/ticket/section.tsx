import { Typography } from '@strapi/design-system';
import { useId, type ReactNode } from 'react';
import { styled } from 'styled-components';

const Part = styled.section`
  padding-top: 12px;
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

/** A part of what is known about a ticket. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Part aria-labelledby={id}>
      <Typography id={id} variant="sigma" tag="h3" textColor="neutral600" style={{ display: 'block', marginBottom: 8 }}>{title}</Typography>
      {children}
    </Part>
  );
}
