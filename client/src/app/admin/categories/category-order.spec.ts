import { keyOf, replaced } from './category-order';

const three = [
  { id: 'a', position: 0 },
  { id: 'b', position: 1 },
  { id: 'c', position: 2 },
];

describe('another order of categories', () => {
  it('writes those that change their place alone', () => {
    expect(replaced(three, 'b', 0)).toEqual([
      { id: 'b', position: 0 },
      { id: 'a', position: 1 },
    ]);
  });

  it('gives each a place of its own where several had the same', () => {
    const same = three.map(({ id }) => ({ id, position: 0 }));
    expect(replaced(same, 'a', 1)).toEqual([
      { id: 'a', position: 1 },
      { id: 'c', position: 2 },
    ]);
  });

  it.each([-1, 3, 0])('writes nothing at the ends and where it stands (%d)', (to) => {
    expect(replaced(three, 'a', to)).toEqual([]);
  });
});

describe('the short name of a category', () => {
  it.each([
    ['Network & VPN', 'network-vpn'],
    ['Zugänge für Gäste', 'zugaenge-fuer-gaeste'],
    ['  Straße 7 ', 'strasse-7'],
    ['…', ''],
  ])('%s: %s', (name, key) => {
    expect(keyOf(name)).toBe(key);
  });
});
