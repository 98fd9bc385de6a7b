import { Typography } from '@strapi/design-system';
import { useId, type ReactNode } from 'react';
import { styled } from 'styled-components';

const Part = styled.section`
  padding: 14px 16px 16px;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const Head = styled.div`
  display: flex;
  justify-content: space-between;
  align-items: baseline;
  gap: 8px;
  margin-bottom: 10px;
`;

/** A part of what is known about a case. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Part aria-labelledby={id}>
      <Head>
        <Typography id={id} variant="sigma" tag="h2" textColor="neutral700">{title}</Typography>
        {aside}
      </Head>
      {children}
    </Part>
  );
}
