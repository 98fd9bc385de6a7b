import type { SVGProps } from 'react';
import { useTheme } from 'styled-components';

/** A bank card, for the menu, which names colours of the theme as it does to the panel's own icons. */
export function CardIcon({ fill = 'currentColor', ...props }: SVGProps<SVGSVGElement>) {
  const { colors } = useTheme();
  return (
    <svg viewBox="0 0 32 32" width={16} height={16} fill={Object.hasOwn(colors, fill) ? colors[fill as keyof typeof colors] : fill} aria-hidden {...props}>
      <path d="M28 6H4a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h24a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2Zm0 2v4H4V8h24Zm0 16H4V14h24v10Zm-2-4a1 1 0 0 1-1 1h-4a1 1 0 1 1 0-2h4a1 1 0 0 1 1 1Z" />
    </svg>
  );
}
