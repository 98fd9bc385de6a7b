import { AWAY_AFTER_MS, createAttendance, isBelieved, shownState } from './presence';

describe('somebody with several devices', () => {
  it('comes with the first of them, and is gone a while after the last', () => {
    const attendance = createAttendance();
    expect([attendance.arrive('ada'), attendance.arrive('ada')]).toEqual([true, false]);
    attendance.leave('ada', 0);
    expect(attendance.takeGone(AWAY_AFTER_MS * 2)).toEqual([]);
    attendance.leave('ada', 10_000);
    expect(attendance.takeGone(10_000 + AWAY_AFTER_MS - 1)).toEqual([]);
    expect(attendance.isHere('ada')).toBe(true);
    expect(attendance.takeGone(10_000 + AWAY_AFTER_MS)).toEqual(['ada']);
    expect(attendance.takeGone(60_000)).toEqual([]);
    expect([attendance.isHere('ada'), attendance.everybody()]).toEqual([false, []]);
  });

  it('who comes back soon was never away', () => {
    const attendance = createAttendance();
    attendance.arrive('ada');
    attendance.leave('ada', 0);
    expect(attendance.arrive('ada')).toBe(false);
    expect(attendance.takeGone(AWAY_AFTER_MS * 2)).toEqual([]);
    attendance.leave('ada', 20_000);
    expect(attendance.takeGone(20_000 + AWAY_AFTER_MS)).toEqual(['ada']);
    expect(attendance.arrive('ada')).toBe(true);
  });

  it('is not counted twice as leaving, and nobody leaves who never came', () => {
    const attendance = createAttendance();
    attendance.arrive('ada');
    for (const _ of [1, 2]) attendance.leave('ada', 0);
    attendance.leave('ben', 0);
    expect(attendance.arrive('ada')).toBe(false);
    attendance.leave('ada', 0);
    expect(attendance.takeGone(AWAY_AFTER_MS)).toEqual(['ada']);
  });
});

describe('what is shown of somebody', () => {
  it('is that they are there, to those alone who may see it', () => {
    expect([shownState(true, true), shownState(true, false), shownState(false, true), shownState(false, false)]).toEqual(['online', 'offline', 'offline', 'offline']);
  });
});

describe('a look at somebody', () => {
  it('is believed at once when it finds them, and the second time when it misses them', () => {
    expect(isBelieved({ isOnline: false, isDoubted: false }, true)).toBe(true);
    const known = { isOnline: true, isDoubted: false };
    expect([isBelieved(known, false), isBelieved(known, false)]).toEqual([false, true]);
  });

  it('forgets a doubt that was wrong', () => {
    const known = { isOnline: true, isDoubted: false };
    expect([isBelieved(known, false), isBelieved(known, true), isBelieved(known, false)]).toEqual([false, false, false]);
  });
});
