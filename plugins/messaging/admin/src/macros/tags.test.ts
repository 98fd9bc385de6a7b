import { tagsOf } from './tags';

describe('tags between commas', () => {
  it('become what the server takes, each once', () => {
    expect(tagsOf('VIP, late refund,, vip , !')).toEqual(['vip', 'late-refund']);
    expect(tagsOf(' , ')).toEqual([]);
  });
});
