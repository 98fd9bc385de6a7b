/** Who looks at a room or acts in it. `id` is public, `usr_…`. */
export interface Viewer {
  kind: 'user';
  id: string;
}

/** How a direct room is found again: the same text for the same two people, whoever asks. */
export const pairOf = (one: string, other: string): string => [one, other].sort().join(':');
