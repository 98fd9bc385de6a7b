import { Flex, Loader, Typography } from '@strapi/design-system';
import { useEffect, useRef, useState } from 'react';
import { styled } from 'styled-components';
import type { Attachment } from '../api/types';
import { useText } from '../text';
import { useFileLink } from './use-file-link';

/** As high before it is there as afterwards: what one is reading does not move. */
const Frame = styled(Flex)`
  justify-content: center;
  width: min(320px, 100%);
  height: 180px;
  overflow: hidden;
  border-radius: 4px;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  background: ${({ theme }) => theme.colors.neutral100};
  img {
    max-width: 100%;
    max-height: 100%;
    object-fit: contain;
  }
`;

/** A picture, once somebody has come to where it is: each look at one is recorded. */
export function ImagePreview({ ticketId, file }: { ticketId: string; file: Attachment }) {
  const text = useText();
  const link = useFileLink(ticketId);
  const frame = useRef<HTMLDivElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  const [address, setAddress] = useState<string>();
  const [isBroken, setIsBroken] = useState(false);

  useEffect(() => {
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setIsSeen(true));
    if (frame.current) observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (!isSeen) return undefined;
    let isThere = true;
    link(file.id).then(
      (found) => isThere && setAddress(found),
      () => isThere && setIsBroken(true),
    );
    return () => void (isThere = false);
  }, [isSeen, link, file.id]);

  return (
    <Frame ref={frame}>
      {isBroken ? <Typography variant="pi" textColor="neutral700">{text('files.noPreview')}</Typography> : address === undefined ? <Loader small>{text('files.loading')}</Loader> : <img src={address} alt={file.name} onError={() => setIsBroken(true)} />}
    </Frame>
  );
}
