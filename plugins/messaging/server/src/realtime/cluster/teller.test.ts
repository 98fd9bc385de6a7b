import { createTeller } from './teller';

/** A doorbell whose ringing is answered by hand. */
function doorbell() {
  const rung: string[][] = [];
  const answers: { resolve(): void; reject(error: Error): void }[] = [];
  let isReady = true;
  const bell = {
    isReady: () => isReady,
    ring: (text: string) => {
      rung.push(text.split('|'));
      return new Promise<void>((resolve, reject) => answers.push({ resolve, reject }));
    },
  };
  const settle = async (how: 'resolve' | 'reject') => {
    const answer = answers.shift();
    if (how === 'resolve') answer?.resolve();
    else answer?.reject(new Error('gone'));
    // What waits is told in a later turn of the loop.
    await new Promise(setImmediate);
  };
  return { rung, settle, setReady: (value: boolean) => (isReady = value), teller: createTeller(bell, (items) => items.join('|')) };
}

const item = (n: number, length = 0) => ({ n, padding: 'x'.repeat(length) });
const told = (rung: string[][]) => rung.map((items) => items.map((text) => (JSON.parse(text) as { n: number }).n));

describe('what is told to other servers', () => {
  it('goes at once, and what comes meanwhile goes together next, in order', async () => {
    const { rung, settle, teller } = doorbell();
    teller.tell([item(1)]);
    teller.tell([item(2), item(3)]);
    teller.tell([item(4)]);
    expect(told(rung)).toEqual([[1]]);
    await settle('resolve');
    expect(told(rung)).toEqual([[1], [2, 3, 4]]);
    await settle('resolve');
    teller.tell([item(5)]);
    expect(told(rung)).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('is told to nobody while nobody hears it, and is not kept', async () => {
    const { rung, settle, setReady, teller } = doorbell();
    setReady(false);
    teller.tell([item(1)]);
    setReady(true);
    teller.tell([item(2)]);
    await settle('resolve');
    expect(told(rung)).toEqual([[2]]);
  });

  it('is forgotten with all behind it when it could not be told; what comes afterwards is told again', async () => {
    const { rung, settle, teller } = doorbell();
    teller.tell([item(1)]);
    teller.tell([item(2)]);
    await settle('reject');
    teller.tell([item(3)]);
    await settle('resolve');
    expect(told(rung)).toEqual([[1], [3]]);
  });

  it('is parted where it would be too long for one message; one that is too long itself goes alone', async () => {
    const { rung, settle, teller } = doorbell();
    teller.tell([item(0)]);
    teller.tell([item(1, 200_000), item(2, 200_000), item(3), item(4, 300_000)]);
    for (const _ of [1, 2, 3, 4]) await settle('resolve');
    expect(told(rung)).toEqual([[0], [1], [2, 3], [4]]);
  });

  it('never takes more memory than a few megabytes', async () => {
    const { rung, settle, teller } = doorbell();
    teller.tell([item(0)]);
    for (let n = 1; n <= 1_000; n += 1) teller.tell([item(n, 100_000)]);
    for (let n = 0; n <= 1_000; n += 1) await settle('resolve');
    expect(told(rung).flat().length).toBeLessThan(50);
    teller.tell([item(2_000)]);
    expect(told(rung).flat()).toContain(2_000);
  });
});
