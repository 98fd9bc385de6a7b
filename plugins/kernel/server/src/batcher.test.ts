import { AsyncLocalStorage } from 'node:async_hooks';
import { createBatcher } from './batcher';

/** A run that waits until it is let go, and remembers what it was given. */
function gated() {
  const seen: number[][] = [];
  const gates: (() => void)[] = [];
  const run = async (items: readonly number[]) => {
    seen.push([...items]);
    await new Promise<void>((open) => gates.push(open));
    return items.map((item) => item * 10);
  };
  const next = () => new Promise((again) => setImmediate(again));
  /** Lets runs go until nothing is under way. */
  const finish = async () => {
    await next();
    while (gates.length > 0) {
      gates.shift()?.();
      await next();
    }
  };
  return { seen, run, next, finish };
}

/** Runs that wait until the gate of their first item is opened. */
function keyed() {
  const seen: string[][] = [];
  const gates = new Map<string, () => void>();
  const run = async (items: readonly string[]) => {
    seen.push([...items]);
    await new Promise<void>((open) => gates.set(items[0] ?? '', open));
    return items;
  };
  return { seen, gates, run, next: () => new Promise((again) => setImmediate(again)) };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((again) => setImmediate(again));
}

describe('work that is batched', () => {
  it('goes at once when there is little of it, and together with what came meanwhile', async () => {
    const { seen, run, next, finish } = gated();
    const add = createBatcher({ run, most: 100 });
    const first = add(1);
    await next();
    const others = [add(2), add(3), add(4)];
    await next();
    expect(seen).toEqual([[1]]);
    await finish();
    expect(seen).toEqual([[1], [2, 3, 4]]);
    expect(await Promise.all([first, ...others])).toEqual([10, 20, 30, 40]);
  });

  it('is answered, and passed on before that, once what comes next is under way', async () => {
    const happened: string[] = [];
    const { run, next, finish } = gated();
    const add = createBatcher({
      most: 100,
      run: (items: readonly number[]) => {
        happened.push(`run ${items}`);
        return run(items);
      },
      publish: (results) => void happened.push(`publish ${results}`),
    });
    const first = add(1).then(() => happened.push('answer 10'));
    await next();
    const second = add(2);
    await finish();
    await Promise.all([first, second]);
    expect(happened).toEqual(['run 1', 'run 2', 'publish 10', 'answer 10', 'publish 20']);
  });

  it('fails where it cannot be passed on, and what comes next goes its way', async () => {
    let isBroken = true;
    const add = createBatcher({
      most: 100,
      run: async (items: readonly number[]) => items,
      publish: () => {
        if (isBroken) throw new Error('Nobody listens.');
      },
    });
    await expect(Promise.allSettled([add(1), add(2)])).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    isBroken = false;
    await expect(add(3)).resolves.toBe(3);
  });

  it('is never more than the most of one run', async () => {
    const { seen, run, finish } = gated();
    const add = createBatcher({ run, most: 2 });
    const all = Promise.all([1, 2, 3, 4, 5].map(add));
    await finish();
    expect(await all).toEqual([10, 20, 30, 40, 50]);
    expect(seen).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('fails alone when it is bad', async () => {
    const seen: number[][] = [];
    const add = createBatcher({
      most: 10,
      run: async (items: readonly number[]) => {
        seen.push([...items]);
        if (items.includes(2)) throw new Error('two is bad');
        return items;
      },
    });
    const answers = await Promise.allSettled([1, 2, 3].map(add));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(seen).toEqual([[1, 2, 3], [1], [2], [3]]);
    await expect(add(4)).resolves.toBe(4);
  });

  it.each([{ code: '57P01' }, { code: 'ECONNREFUSED' }, { name: 'KnexTimeoutError' }])('fails together when the database is gone (%p), without asking it for each', async (outage) => {
    let runs = 0;
    const add = createBatcher({
      most: 10,
      run: async (items: readonly number[]) => {
        runs += 1;
        if (runs === 1) throw Object.assign(new Error('gone'), outage);
        return items;
      },
    });
    const answers = await Promise.allSettled([1, 2, 3].map(add));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(runs).toBe(1);
    await expect(add(4)).resolves.toBe(4);
  });

  it('that answers too few results fails instead of giving one the answer of another', async () => {
    const add = createBatcher({ most: 10, run: async (items: readonly number[]) => items.slice(1) });
    const answers = await Promise.allSettled([1, 2].map(add));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('is refused at once when too much of it waits, and taken again later', async () => {
    const { run, next, finish } = gated();
    const add = createBatcher({ run, most: 1, mostWaiting: 2 });
    const first = add(1);
    await next();
    const others = [add(2), add(3)];
    await expect(add(4)).rejects.toThrow(expect.objectContaining({ code: 'KERNEL_UNAVAILABLE', status: 503 }));
    await finish();
    expect(await Promise.all([first, ...others])).toEqual([10, 20, 30]);
  });

  it('sees nothing of who asked for it', async () => {
    const caller = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    const add = createBatcher({
      most: 10,
      run: async (items: readonly number[]) => {
        seen.push(caller.getStore());
        return items;
      },
    });
    await caller.run('ada', () => add(1));
    expect(seen).toEqual([undefined]);
  });

  it('does not wait for what hangs: it goes beside it', async () => {
    const hangs = new Promise<never>(() => undefined);
    const seen: number[][] = [];
    const add = createBatcher({
      most: 10,
      patienceMs: 20,
      run: async (items: readonly number[]) => {
        seen.push([...items]);
        return items.includes(1) ? hangs : items;
      },
    });
    void add(1);
    await new Promise((again) => setImmediate(again));
    await expect(Promise.all([add(2), add(3)])).resolves.toEqual([2, 3]);
    await expect(add(4)).resolves.toBe(4);
    expect(seen).toEqual([[1], [2, 3], [4]]);
  });

  it('keeps what has the same key in order, also beside a run that is not waited for', async () => {
    const { seen, gates, run, next } = keyed();
    const add = createBatcher({ run, most: 100, patienceMs: 1, keyOf: (item: string) => item.charAt(0) });
    const all = [add('a1')];
    await next();
    all.push(add('a2'), add('b1'));
    await until(() => seen.length === 2);
    expect(seen).toEqual([['a1'], ['b1']]);
    gates.get('b1')?.();
    await next();
    all.push(add('b2'));
    await until(() => seen.length === 3);
    expect(seen.at(-1)).toEqual(['b2']);
    gates.get('a1')?.();
    await until(() => seen.length === 4);
    expect(seen.at(-1)).toEqual(['a2']);
    for (const gate of ['a2', 'b2']) gates.get(gate)?.();
    await expect(Promise.all(all)).resolves.toEqual(['a1', 'a2', 'b1', 'b2']);
  });

  it('is in no more runs at a time than it may be', async () => {
    const { seen, gates, run, next } = keyed();
    const add = createBatcher({ run, most: 1, patienceMs: 1, mostRuns: 2 });
    const all = ['a', 'b', 'c'].map(add);
    await until(() => seen.length === 2);
    for (let moment = 0; moment < 20; moment += 1) await next();
    expect(seen).toEqual([['a'], ['b']]);
    gates.get('b')?.();
    await until(() => seen.length === 3);
    for (const gate of ['a', 'c']) gates.get(gate)?.();
    await expect(Promise.all(all)).resolves.toEqual(['a', 'b', 'c']);
  });

  it('goes in fewer runs when it comes as a stream', async () => {
    const begun: number[] = [];
    const add = createBatcher({
      most: 100,
      restMs: 40,
      run: async (items: readonly number[]) => {
        begun.push(performance.now());
        return items;
      },
    });
    await add(1);
    const answers: Promise<number>[] = [];
    for (let item = 2; item <= 6; item += 1) {
      answers.push(add(item));
      await new Promise((again) => setImmediate(again));
    }
    await expect(Promise.all(answers)).resolves.toEqual([2, 3, 4, 5, 6]);
    expect(begun).toHaveLength(2);
    // Timers count in whole milliseconds.
    expect((begun[1] ?? 0) - (begun[0] ?? 0)).toBeGreaterThan(38);
  });

  it('counts the rest from the end of the last run where its keys come again, and otherwise from the beginning', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    try {
      const times = new Map<string, { begun: number; ended: number }>();
      const add = createBatcher({
        most: 100,
        restMs: 300,
        keyOf: (item: string) => item.charAt(0),
        run: async (items: readonly string[]) => {
          const begun = performance.now();
          await new Promise((end) => setTimeout(end, 310));
          for (const item of items) times.set(item, { begun, ended: performance.now() });
          return items;
        },
      });
      const passing = async (answer: Promise<unknown>) => {
        let isThere = false;
        void answer.then(() => (isThere = true));
        await until(() => isThere || jest.getTimerCount() > 0);
        while (!isThere) {
          await jest.advanceTimersByTimeAsync(1);
          await new Promise((again) => setImmediate(again));
        }
      };
      const first = add('a1');
      await until(() => jest.getTimerCount() > 0);
      await jest.advanceTimersByTimeAsync(20);
      const other = add('b1');
      await passing(first);
      await passing(other);
      await passing(add('b2'));
      const restBefore = (item: string, last: string) => (times.get(item)?.begun ?? NaN) - (times.get(last)?.ended ?? NaN);
      expect(restBefore('b1', 'a1')).toBeLessThan(5);
      expect(restBefore('b2', 'b1')).toBeGreaterThanOrEqual(300);
      expect(restBefore('b2', 'b1')).toBeLessThan(305);
    } finally {
      jest.useRealTimers();
    }
  });

  it('does not rest where enough of it waits', async () => {
    const seen: number[][] = [];
    const add = createBatcher({
      most: 100,
      restMs: 1_000_000,
      enough: 3,
      run: async (items: readonly number[]) => {
        seen.push([...items]);
        return items;
      },
    });
    await add(1);
    await expect(Promise.all([add(2), add(3), add(4)])).resolves.toEqual([2, 3, 4]);
    expect(seen).toEqual([[1], [2, 3, 4]]);
  });

  it('sees nothing of whoever was there when the first one asked', async () => {
    const caller = new AsyncLocalStorage<string>();
    const createLate = () => createBatcher({ most: 10, run: async (items: readonly number[]) => items.map(() => caller.getStore()) });
    const add = caller.run('ada', createLate);
    expect(await add(1)).toBeUndefined();
  });
});
