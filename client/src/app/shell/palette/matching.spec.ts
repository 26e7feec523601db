import { isNamed, namedBy, partsOf } from './matching';

describe('names and what is typed for them', () => {
  it.each([
    ['Set priority: High', 'prio hi', true],
    ['Set priority: High', 'high', true],
    ['Set priority: High', 'igh', false],
    ['Büro München', 'munch', true],
    ['Assign to Lena Fischer', 'LENA', true],
    ['Anything', '', true],
  ])('%s by “%s”: %s', (name, typed, is) => {
    expect(isNamed(name, typed)).toBe(is);
  });

  it('puts what begins as typed first', () => {
    expect(namedBy(['Show people', 'People', 'Home'], (name) => name, 'peo')).toEqual(['People', 'Show people']);
  });

  it('marks the beginnings that were typed', () => {
    expect(partsOf('VPN drops at Münster', 'mun vpn')).toEqual([
      { text: 'VPN', isHit: true },
      { text: ' drops at ', isHit: false },
      { text: 'Mün', isHit: true },
      { text: 'ster', isHit: false },
    ]);
  });

  it('leaves a name alone while nothing is typed', () => {
    expect(partsOf('Home', '')).toEqual([{ text: 'Home', isHit: false }]);
  });
});
