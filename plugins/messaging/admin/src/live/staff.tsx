import { createContext, useCallback, useContext, useMemo, type ReactNode } from 'react';
import { useResource } from '../../../../kernel/admin/src/api/use-resource';
import type { StaffPerson } from '../api/types';
import { useText } from '../text';

interface Staff {
  me: string;
  /** Everybody to whom a ticket can be given. */
  people: readonly StaffPerson[];
}

const StaffContext = createContext<Staff | undefined>(undefined);

/** People come and go seldom. */
const POLL_MS = 300_000;

/** Who the colleagues are, for all that stands below. */
export function StaffProvider({ me, children }: { me: string; children: ReactNode }) {
  const staff = useResource<{ data: StaffPerson[] }>('/messaging/ticket-staff', {}, POLL_MS);
  const people = staff.data?.data;
  const value = useMemo(() => ({ me, people: people ?? [] }), [me, people]);
  return <StaffContext.Provider value={value}>{children}</StaffContext.Provider>;
}

export function useStaff(): Staff {
  const staff = useContext(StaffContext);
  if (!staff) throw new Error('There are no colleagues around this component.');
  return staff;
}

/** What a person is called: a colleague by name, who is signed in by “you”. */
export function useNameOf(): (id: string, known?: StaffPerson | null) => string {
  const text = useText();
  const { me, people } = useStaff();
  return useCallback(
    (id, known) => {
      if (id === me) return text('person.you');
      if (id === 'system') return text('person.system');
      const name = known?.id === id ? known.name : people.find((person) => person.id === id)?.name;
      return name ?? text(id.startsWith('stf_') ? 'person.colleague' : 'person.customer');
    },
    [me, people, text],
  );
}
