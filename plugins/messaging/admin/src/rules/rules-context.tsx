import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import type { StaffPerson } from '../api/types';
import type { Calendar } from './types';

interface RulesContext {
  calendars: readonly Calendar[];
  /** Everybody to whom a ticket can be given. */
  staff: readonly StaffPerson[];
}

const Context = createContext<RulesContext>({ calendars: [], staff: [] });

/** What rules refer to, for all that stands below; read anew with each `round` of changes. */
export function RulesProvider({ round, children }: { round: number; children: ReactNode }) {
  const { data: answer, refresh } = useResource<{ data: Calendar[] }>('/messaging/business-calendars');
  const calendars = answer?.data;
  useEffect(refresh, [refresh, round]);
  const staff = useResource<{ data: StaffPerson[] }>('/messaging/ticket-staff').data?.data;
  const value = useMemo(() => ({ calendars: calendars ?? [], staff: staff ?? [] }), [calendars, staff]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export const useRules = (): RulesContext => useContext(Context);
