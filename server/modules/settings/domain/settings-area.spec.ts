import { setting } from './setting-field.js';
import { asText, judgePatch, settingsArea, valuesOf, type AnyArea } from './settings-area.js';

const words = <T>(value: T) => ({ default: value, label: 'A label', help: 'Some help.', affects: 'Somebody.' });

const AREA = settingsArea({
  key: 'sample',
  label: 'Sample',
  help: 'One of each kind.',
  fields: {
    isOn: setting.boolean(words(true)),
    mode: setting.choice(['quick', 'slow'], words('quick')),
    days: setting.choices(['mon', 'tue', 'wed'], words(['mon'])),
    names: setting.words(
      { max: 3, normalise: (word) => (/^[a-z]+$/i.test(word) ? word.toLowerCase() : null), must: 'a word' },
      words([]),
    ),
    limit: setting.number({ min: 1, max: 10 }, words(5)),
    title: setting.text({ min: 1, max: 8 }, words('Desk')),
  },
});
const ANY = AREA as unknown as AnyArea;

describe('one field', () => {
  it.each([
    ['isOn', false, false],
    ['mode', 'slow', 'slow'],
    ['days', [], []],
    // In the order of the options, each once.
    ['days', ['wed', 'mon', 'wed'], ['mon', 'wed']],
    ['names', ['One', 'two', 'ONE'], ['one', 'two']],
    ['limit', 1, 1],
    ['limit', 10, 10],
    ['title', '  Help  ', 'Help'],
  ])('%s takes %j as %j', (key, given, kept) => {
    expect(judgePatch(ANY, { [key]: given })).toEqual({ values: { [key]: kept }, problems: {} });
  });

  it.each([
    ['isOn', 'true', 'Must be true or false'],
    ['isOn', null, 'Must be true or false'],
    ['isOn', 1, 'Must be true or false'],
    ['mode', 'QUICK', 'Must be one of: quick, slow'],
    ['mode', ['quick'], 'Must be one of: quick, slow'],
    ['days', 'mon', 'Must be a list'],
    ['days', ['sun'], 'Must be of: mon, tue, wed'],
    ['days', [['mon']], 'Must be of: mon, tue, wed'],
    ['names', 'one', 'Must be a list'],
    ['names', ['one', 't w o'], 't w o must be a word'],
    ['names', [3], 'Each must be a word'],
    ['names', [''], 'Each must be a word'],
    ['names', ['a', 'b', 'c', 'd'], 'At most 3'],
    ['limit', 0, 'Must be a whole number from 1 to 10'],
    ['limit', 11, 'Must be a whole number from 1 to 10'],
    ['limit', 1.5, 'Must be a whole number from 1 to 10'],
    ['limit', '5', 'Must be a whole number from 1 to 10'],
    ['limit', Number.NaN, 'Must be a whole number from 1 to 10'],
    ['title', 7, 'Must be text'],
    ['title', '   ', 'Must be 1 to 8 characters long'],
    ['title', 'much too long', 'Must be 1 to 8 characters long'],
    ['title', 'a\nb', 'Must be one line without control characters'],
  ])('%s refuses %j: %s', (key, given, problem) => {
    expect(judgePatch(ANY, { [key]: given })).toEqual({ values: {}, problems: { [`values.${key}`]: [problem] } });
  });

  it.each(['other', 'constructor', 'toString', '__proto__', ''])('%j is named as unknown', (key) => {
    const patch = Object.fromEntries([[key, true]]);
    expect(judgePatch(ANY, patch).problems).toEqual({ [`values.${key}`]: [`Unknown field ${key}`] });
  });
});

describe('the values of an area', () => {
  const DEFAULTS = { isOn: true, mode: 'quick', days: ['mon'], names: [], limit: 5, title: 'Desk' };

  it('are the defaults until somebody changes one', () => {
    expect(valuesOf(AREA, {})).toEqual(DEFAULTS);
    expect(valuesOf(AREA, { isOn: false, limit: 7 })).toEqual({ ...DEFAULTS, isOn: false, limit: 7 });
  });

  it('are the defaults where what is kept is no longer allowed, and leave out what no field is', () => {
    expect(valuesOf(AREA, { mode: 'gone', days: 'all', limit: 99, more: true })).toEqual(DEFAULTS);
  });

  it('are shown as text in a conflict', () => {
    expect(asText({ isOn: false, days: ['mon', 'tue'], limit: 7, names: [] })).toEqual({
      isOn: 'false',
      days: 'mon, tue',
      limit: '7',
      names: '',
    });
  });
});
