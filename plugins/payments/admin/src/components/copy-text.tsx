import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Check, Duplicate } from '@strapi/icons';
import { useClipboard } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { styled } from 'styled-components';
import { useText } from '../text';

const Code = styled(Typography)`
  font-family: ui-monospace, SFMono-Regular, Menlo, monospace;
  overflow-wrap: anywhere;
`;

/** A text such as a reference, with a button that copies it. */
export function CopyText({ value, what }: { value: string; what: string }) {
  const text = useText();
  const { copy } = useClipboard();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Flex gap={1} alignItems="center">
      <Code textColor="neutral800">{value}</Code>
      <IconButton label={isCopied ? text('copied') : text('copy', { what })} variant="ghost" size="S" onClick={async () => setIsCopied(await copy(value))}>
        {isCopied ? <Check /> : <Duplicate />}
      </IconButton>
    </Flex>
  );
}
