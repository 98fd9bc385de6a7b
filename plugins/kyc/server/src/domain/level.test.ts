import { limitsIn, parseLevels } from './level';

const none = { perTransactionMinor: null, perDayMinor: null, balanceMinor: null };
const level = (more: object) => ({
  key: 'tier-0', version: 1, name: 'Newcomer', rank: 0, validFrom: '2020-01-01T00:00:00Z', requirements: { details: [], identifiers: [], documents: [] }, limits: {}, validityDays: null,
  needsSecondReview: false, ...more,
});
const tier1 = (more: object = {}) => level({ key: 'tier-1', rank: 1, requirements: { details: ['firstName'], identifiers: [['nin', 'bvn']], documents: [[{ type: 'passport', sides: ['front'] }]] }, ...more });

describe('the levels', () => {
  it('may have versions, each beginning after the one before', () => {
    expect(parseLevels([level({}), tier1(), tier1({ version: 2, validFrom: '2021-01-01T00:00:00+01:00' })])).toHaveLength(3);
  });

  it.each([
    [[tier1()], 'one must have the rank 0'],
    [[level({}), tier1({ rank: 0 })], 'must have the same rank'],
    [[level({}), tier1(), tier1({ version: 2, rank: 2, validFrom: '2021-01-01T00:00:00Z' })], 'must have the same rank'],
    [[level({}), tier1(), tier1()], 'has the version 1 twice'],
    [[level({}), tier1(), tier1({ version: 2 })], 'must begin in that order'],
    [[level({ requirements: { details: ['firstName'], identifiers: [], documents: [] } })], 'it can require nothing'],
    [[level({ limits: { NGN: { ...none, perDayMinor: '1.5' } } })], 'Whole minor units'],
    [[level({ limits: { XXQ: none } })], 'limits'],
    [[level({}), tier1({ requirements: { details: [], identifiers: [['shoe-size']], documents: [] } })], 'A type of number that we can check'],
    [[level({}), tier1({ requirements: { details: ['shoeSize'], identifiers: [], documents: [] } })], 'requirements.details'],
    [[], 'levels are wrong'],
  ])('are refused where they make no sense (%#)', (levels, message) => {
    expect(() => parseLevels(levels)).toThrow(message);
  });

  it('allow nothing in a currency that they do not name', () => {
    const [named, other] = parseLevels([level({ limits: { NGN: none } }), tier1({ limits: { '*': { ...none, perDayMinor: '5' } } })]).map(({ limits }) => limits);
    expect(limitsIn(named ?? {}, 'NGN')).toEqual(none);
    expect(limitsIn(named ?? {}, 'GHS')).toEqual({ perTransactionMinor: '0', perDayMinor: '0', balanceMinor: '0' });
    expect(limitsIn(other ?? {}, 'GHS').perDayMinor).toBe('5');
  });
});
