import english from '../translations/en.json';
import { TEMPLATE_VARIABLES } from '../../../server/src/domain/template';
import { VARIABLES } from './types';

describe('the variables that the page offers', () => {
  it('are those that the server fills in', () => {
    expect(VARIABLES).toEqual(Object.fromEntries(Object.entries(TEMPLATE_VARIABLES).map(([name, { isAlwaysThere }]) => [name, isAlwaysThere])));
  });
  it('are explained', () => {
    for (const name of Object.keys(VARIABLES)) expect(Object.keys(english)).toContain(`variable.${name}`);
  });
});
