import type { SeededRandom } from './seeded-random.ts';

const FEMALE = [
  'Amina',
  'Beatrix',
  'Chloe',
  'Dagny',
  'Elena',
  'Fatou',
  'Greta',
  'Hana',
  'Ines',
  'Jolene',
] as const;
const MALE = ['Aldo', 'Bruno', 'Casper', 'Dmitri', 'Emil', 'Farid', 'Goran', 'Hugo', 'Ivo', 'Jonas'] as const;
const LAST = [
  'Adeyemi',
  'Bergström',
  'Castellan',
  'Delacroix',
  'Eriksen',
  'Fairweather',
  'Grünwald',
  'Hollis',
  'Ibáñez',
  'Jankowski',
  'Kettlewell',
  "O'Rourke",
] as const;

export interface Person {
  /** 0 female, 1 male: the codes of the projects' field `sex`. */
  readonly sex: '0' | '1';
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
}

/** A person who does not exist: the mail host is reserved for examples, the phone range for fiction. */
export function madeUpPerson(random: SeededRandom): Person {
  const sex = random.pick<Person['sex']>(['0', '1']);
  const firstName = random.pick(sex === '0' ? FEMALE : MALE);
  const lastName = random.pick(LAST);
  const plain = `${firstName}.${lastName}`
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z.]/g, '');
  return {
    sex,
    firstName,
    lastName,
    email: `${plain}${random.whole(1, 99)}@example.org`,
    phone: `(615) 555-01${String(random.whole(0, 99)).padStart(2, '0')}`,
  };
}
