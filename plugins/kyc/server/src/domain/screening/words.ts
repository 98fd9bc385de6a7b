const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** What people are called beside their name; says nothing about who they are. As `tokensOf` writes it. */
export const TITLES = set(
  'mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend pastor bishop father sister fr hon honourable honorable chief alhaji alhaja hajiya haji hajji hajj engr barr barrister arch gen general lt lieutenant col colonel maj major capt captain sgt sheikh shaykh sheik emir prince princess oba igwe otunba jr sr junior senior ii iii iv esq phd md',
);

/** Parts that writers leave out, join or write apart: `al`, `bin`, `van der`. They count little. */
export const PARTICLES = set('al el ul ad as ash bin ben ibn bint binti ould d de da do dos das del della di du la le les van von der den ter ten zu zum bat ap mac mc st');

/** What kind of organisation it is, in the forms of many countries. It counts little. */
export const ORGANISATION_FORMS = set(
  'ltd limited llc llp lp plc inc incorporated corp corporation co company gmbh ag kg ohg sa sas sarl srl spa bv nv oy ab as aps oao ooo zao pao ao jsc ojsc cjsc pjsc pte pty sdn bhd fze fzco fzc dmcc kk ltda eurl group holding holdings intl international enterprise enterprises trading foundation bank the of and for nigeria ventures services',
);

/**
 * Forms of one name that neither letters nor sound bring together. One line a name; a word is in one line only. Spellings
 * such as Mohammed and Muhammad need no line: they sound alike.
 */
const FORMS = [
  'william bill will billy liam', 'robert bob rob bobby', 'richard dick rick ricky', 'james jim jimmy jamie', 'john jack johnny', 'edward ed eddie ted teddy ned', 'michael mike mick mikhail miguel michel',
  'alexander alex sasha aleksandr alejandro iskander sandy', 'elizabeth liz beth betty lizzie eliza', 'margaret maggie peggy meg', 'katherine kate kathy katie ekaterina katya', 'thomas tom tommy', 'joseph joe yusuf yosef jose josef giuseppe',
  'abraham ibrahim avraham', 'moses musa moshe', 'solomon suleiman sulayman shlomo', 'david daud dawud davut', 'jacob yakub yaqub yakov', 'isaac ishaq yitzhak', 'george yuri georgy jorge giorgos', 'vladimir vova volodymyr', 'dmitri dima dmytro', 'nicholas nick nikolai mykola nicolas', 'peter pyotr pedro pierre petro',
  'paul pavel pablo pavlo', 'andrew andy andrei andrii andres', 'charles charlie chuck carlos karl', 'anthony tony antonio anton', 'samuel sam sammy', 'daniel dan danny', 'benjamin benny', 'christopher chris', 'steven steve stephen stefan esteban', 'matthew matt mateo', 'joshua josh', 'patrick pat paddy', 'patricia patty tricia', 'susan sue suzy',
  'deborah debbie deb', 'rebecca becky', 'victoria vicky', 'chukwuemeka emeka', 'oluwaseun seun', 'olusegun segun', 'babatunde tunde', 'abdullahi abdallah abdullah', 'chinedu nedu', 'ngozichukwu ngozi', 'oluwafemi femi', 'ayodele ayo',
].map((line) => line.split(' '));

const formOf = new Map(FORMS.flatMap((forms, line) => forms.map((form) => [form, line])));

/** Whether two words are forms of one name, e.g. `bill` and `william`. */
export function areForms(a: string, b: string): boolean {
  const line = formOf.get(a);
  return line !== undefined && line === formOf.get(b);
}

/** The first word of its line, for a word that has one: what all forms of a name have in common. */
export function leadingForm(word: string): string {
  const line = formOf.get(word);
  return (line === undefined ? undefined : FORMS[line]?.[0]) ?? word;
}
