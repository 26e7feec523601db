import type { paletteEnglish } from './palette.en';

export const paletteGerman: typeof paletteEnglish = {
  name: 'Suchen, öffnen oder ausführen',
  placeholder: 'Nummer, Wort, Person oder Seite',
  results: 'Ergebnisse',
  count: '{{ count }} Ergebnisse',
  countOne: '1 Ergebnis',
  searching: 'Wird gesucht',
  failed: 'Die Suche hat den Helpdesk nicht erreicht. Was hier steht, funktioniert weiter.',
  none: 'Nichts heißt „{{ text }}“.',
  noneHint: 'Versuchen Sie eine Nummer wie SS-000123, ein Wort des Betreffs oder den Namen einer Seite.',
  newWithText: 'Neue Anfrage: {{ text }}',
  hint: { move: 'auswählen', run: 'öffnen', close: 'schließen' },
  group: {
    subject: 'Zu {{ subject }}',
    recent: 'Zuletzt geöffnet',
    tickets: 'Gefundene Tickets',
    requests: 'Ihre Anfragen',
    people: 'Personen',
    views: 'Ansichten',
    pages: 'Gehe zu',
    desk: 'Dieser Helpdesk',
    new: 'Nicht gefunden?',
  },
  page: {
    profile: 'Profil und Foto',
    security: 'Passwort und zweiter Faktor',
    notifications: 'Benachrichtigungen',
    tokens: 'Zugriffstoken',
    appearance: 'Aussehen und Tasten',
  },
  desk: {
    keys: 'Tasten anzeigen',
    light: 'Aussehen: hell',
    dark: 'Aussehen: dunkel',
    system: 'Aussehen: wie das System',
  },
};
