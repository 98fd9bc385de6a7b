import { Link, Typography } from '@strapi/design-system';
import { useMemo } from 'react';
import { NavLink } from 'react-router-dom';
import { useText } from '../text';
import { personPath } from './paths';
import type { Concerned, Room } from './types';

export interface Names {
  personOf(id: string): string;
  roomOf(id: string): Room | undefined;
  roomName(id: string): string;
}

/** What those whom an answer is about are called. */
export function useNames({ people, rooms }: Concerned): Names {
  const text = useText();
  return useMemo(() => {
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const byId = new Map(rooms.map((room) => [room.id, room]));
    const roomName = (id: string) => {
      const room = byId.get(id);
      return room === undefined ? text('room.unknown') : (room.title ?? text(`room.${room.kind}`, { members: room.members }));
    };
    return { personOf: (id) => names.get(id) ?? text('person.gone'), roomOf: (id) => byId.get(id), roomName };
    // `text` is a new function at every render; it always says the same.
  }, [people, rooms]);
}

/** Addresses are long words, and tables keep theirs in one line. */
const WRAPPED = { whiteSpace: 'normal', overflowWrap: 'anywhere', maxWidth: '100%' } as const;

/** Somebody, and the way to everything that was decided about them; staff have no such page. */
export function PersonLink({ id, names }: { id: string; names: Names }) {
  const name = names.personOf(id);
  if (!id.startsWith('usr_')) return <Typography textColor="neutral800" style={WRAPPED}>{name}</Typography>;
  return <Link tag={NavLink} to={personPath(id)} style={WRAPPED}>{name}</Link>;
}
