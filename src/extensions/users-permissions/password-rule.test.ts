import { passwordComplaint } from './password-rule';

const ada = { email: 'ada.lovelace@example.com', username: 'countess' };

describe('the password rule', () => {
  it.each(['Mangrove-Demo-2026', 'correct river violin 88', 'gX7#kQ2!pLw9', 'ñandú en la azotea', 'tulip-anvil-comet'])('accepts %j', (password) => {
    expect(passwordComplaint(password, ada)).toBeUndefined();
  });

  it.each([
    ['short', 'longer'],
    ['elevenchars', 'longer'],
    ['x'.repeat(40) + 'é'.repeat(20), 'shorter'],
    ['ada.lovelace@example.com', 'without your user name'],
    ['ada.lovelace2026', 'without your user name'],
    ['!!countess!!1', 'without your user name'],
    ['password1234', 'guessed first'],
    ['Password123!', 'guessed first'],
    ['P@ssw0rd2026!', 'guessed first'],
    ['passwordpassword', 'guessed first'],
    ['qwertyuiopas', 'guessed first'],
    ['123456789012', 'guessed first'],
    ['987654321098', 'guessed first'],
    ['aaaaaaaaaaaaaaab', 'guessed first'],
    ['abc123abc123', 'guessed first'],
    ['iloveyou123456', 'guessed first'],
    ['WelcomeAdmin2026', 'guessed first'],
    ['1qaz2wsx3edc', 'guessed first'],
    ['administrator1', 'guessed first'],
  ])('refuses %j and says what to do', (password, advice) => {
    expect(passwordComplaint(password, ada)).toContain(advice);
  });
});
