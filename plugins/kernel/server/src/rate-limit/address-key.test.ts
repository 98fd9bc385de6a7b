import { addressKey } from './address-key';

describe('the address that a limit counts', () => {
  it.each([
    ['an IPv4 address', '198.51.100.7', '198.51.100.7'],
    ['an IPv4 address in IPv6 dress', '::ffff:198.51.100.7', '198.51.100.7'],
    ['a household with IPv6', '2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['the same household', '2001:0DB8:0001:0002:ffff:1:2:3', '2001:db8:1:2::/64'],
    ['a short form', '2001:db8::1', '2001:db8:0:0::/64'],
    ['the machine itself', '::1', '0:0:0:0::/64'],
    ['an address with a zone', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['something else', 'unknown', 'unknown'],
  ])('%s', (_what, address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
