import { useTheme, type DefaultTheme } from 'styled-components';

/** So much of a colour of the panel is kept for small words: its own stand out too little from their grounds to be read by everybody (WCAG 1.4.3). */
const KEPT_PERCENT = 75;

/** A colour of the theme, brought nearer to that of words: darker in the light theme, lighter in the dark one. */
export const readable = ({ colors }: DefaultTheme, colour: keyof DefaultTheme['colors']): string => `color-mix(in srgb, ${colors[colour]} ${KEPT_PERCENT}%, ${colors.neutral800})`;

/** The colour of words that warn. */
export const useCautionColour = (): string => readable(useTheme(), 'warning700');
