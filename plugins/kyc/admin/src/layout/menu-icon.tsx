import type { SVGProps } from 'react';
import { useTheme } from 'styled-components';

/** A card with a face on it, for the menu, which names colours of the theme as it does to the panel's own icons. */
export function IdentityIcon({ fill = 'currentColor', ...props }: SVGProps<SVGSVGElement>) {
  const { colors } = useTheme();
  return (
    <svg viewBox="0 0 32 32" width={16} height={16} fill={Object.hasOwn(colors, fill) ? colors[fill as keyof typeof colors] : fill} aria-hidden {...props}>
      <path d="M28 5H4a2 2 0 0 0-2 2v18a2 2 0 0 0 2 2h24a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2Zm0 20H4V7h24v18ZM11.5 17a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 4.6a1 1 0 0 0 1.2.9c1.5-.4 3.1-.6 4.8-.6s3.3.2 4.8.6a1 1 0 0 0 1.2-.9c-.4-2.3-3-3.6-6-3.6s-5.6 1.3-6 3.6ZM19 12a1 1 0 0 1 1-1h5a1 1 0 1 1 0 2h-5a1 1 0 0 1-1-1Zm0 5a1 1 0 0 1 1-1h5a1 1 0 1 1 0 2h-5a1 1 0 0 1-1-1Z" />
    </svg>
  );
}
