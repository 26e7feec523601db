export const keysEnglish = {
  title: 'Keys',
  everywhere: 'Everywhere',
  palette: 'Search, go or do',
  help: 'Show these keys',
  on: 'Single letters act',
  off: 'Single letters are off. Keys held with Ctrl or Cmd still act.',
};
