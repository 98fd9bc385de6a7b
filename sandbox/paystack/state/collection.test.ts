import { createCollection } from './collection.ts';

describe('a collection', () => {
  const create = (evicted: string[] = []) => createCollection<{ id: string; name: string }, 'id' | 'name'>({
    limit: 3, keys: { id: (one) => one.id, name: (one) => one.name }, onEvict: (one) => evicted.push(one.id),
  });

  it('finds by every key', () => {
    const people = create();
    people.add({ id: '1', name: 'ada' });
    expect(people.by('id', '1')).toBe(people.by('name', 'ada'));
    expect(people.by('name', 'bob')).toBeUndefined();
  });

  it('lets the oldest go when it is full, from every index', () => {
    const evicted: string[] = [];
    const people = create(evicted);
    for (const id of ['1', '2', '3', '4', '5']) people.add({ id, name: `n${id}` });
    expect(people.size).toBe(3);
    expect(people.newestFirst().map(({ id }) => id)).toEqual(['5', '4', '3']);
    expect([people.by('id', '1'), people.by('name', 'n2')]).toEqual([undefined, undefined]);
    expect(evicted).toEqual(['1', '2']);
  });
});
