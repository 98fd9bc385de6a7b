import { randomBytes } from 'node:crypto';
import { createSigner } from './signer';

const [old, current] = [randomBytes(32), randomBytes(32)];

describe('a signature', () => {
  const signer = createSigner([current], 'links');
  it('holds for its text alone', () => {
    expect(signer.isSigned('att_1', signer.sign('att_1'))).toBe(true);
    expect(signer.isSigned('att_2', signer.sign('att_1'))).toBe(false);
    for (const made of ['', 'x', signer.sign('att_1').slice(0, -2)]) expect(signer.isSigned('att_1', made)).toBe(false);
  });
  it('means nothing for another purpose or under another master key', () => {
    expect(createSigner([current], 'mails').isSigned('att_1', signer.sign('att_1'))).toBe(false);
    expect(createSigner([old], 'links').isSigned('att_1', signer.sign('att_1'))).toBe(false);
  });
  it('holds after the master key was replaced, and is then made with the new one', () => {
    const rotated = createSigner([current, old], 'links');
    expect(rotated.isSigned('att_1', createSigner([old], 'links').sign('att_1'))).toBe(true);
    expect(rotated.sign('att_1')).toBe(signer.sign('att_1'));
  });
});
