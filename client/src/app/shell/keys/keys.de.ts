import type { keysEnglish } from './keys.en';

export const keysGerman: typeof keysEnglish = {
  title: 'Tasten',
  everywhere: 'Überall',
  palette: 'Suchen, öffnen oder ausführen',
  help: 'Diese Tasten anzeigen',
  on: 'Einzelne Buchstaben wirken',
  off: 'Einzelne Buchstaben sind aus. Tasten mit Strg oder Cmd wirken weiter.',
};
