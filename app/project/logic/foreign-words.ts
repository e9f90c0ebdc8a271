/** Words written for a sign by people who know other languages. */
export const FOREIGN_SIGNS: ReadonlyMap<string, string> = new Map([
  ['is', '='],
  ['eq', '='],
  ['equals', '='],
  ['ne', '<>'],
  ['gt', '>'],
  ['ge', '>='],
  ['lt', '<'],
  ['le', '<='],
  ['an', 'and'],
  ['adn', 'and'],
  ['nad', 'and'],
  ['ro', 'or'],
  ['plus', '+'],
  ['minus', '-'],
]);

/** Conditions of other languages that are more than another word for a sign, and what REDCap has instead. */
export const FOREIGN_CONDITIONS: ReadonlyMap<string, string> = new Map([
  ['in', 'compare with each value and join them by or, as in [sex] = "1" or [sex] = "2"'],
  ['between', 'compare twice and join by and, as in [age] >= 18 and [age] <= 65'],
  ['like', 'write contains([name], "part")'],
  ['contains', 'write contains([name], "part")'],
]);

/** The name that the values after a foreign condition have as a call. */
export const FOREIGN_LIST = '';
