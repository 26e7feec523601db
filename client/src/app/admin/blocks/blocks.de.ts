import type { blocksEnglish } from './blocks.en';

export const blocksGerman: typeof blocksEnglish = {
  title: 'Anmeldesperren',
  lead: 'Konten und Netzwerke mit fehlgeschlagenen Anmeldungen. Nach zu vielen müssen sie warten; die Wartezeit wächst und endet immer von selbst.',
  failed: 'Die Sperren konnten nicht geladen werden',
  none: 'Niemand ist gesperrt',
  noneHint: 'Fehlgeschlagene Anmeldungen erscheinen hier von selbst.',
  kinds: { account: 'Konto', address: 'Netzwerkadresse' },
  failures: '{{ count }} Fehlversuche',
  failuresOne: '1 Fehlversuch',
  rounds: 'Runde {{ count }}',
  from: 'von {{ addresses }}',
  until: 'Gesperrt bis',
  notBlocked: 'Nicht gesperrt',
  forgotten: 'Zählt bis',
  clear: 'Aufheben',
  clearNamed: 'Fehlversuche von {{ name }} löschen',
  clearTitle: '{{ name }} jetzt wieder zulassen?',
  clearAccount:
    'Die {{ count }} Fehlversuche werden vergessen, und die Anmeldung ist sofort wieder möglich. Vergewissern Sie sich, dass die Person selbst darum gebeten hat.',
  clearAddress:
    'Die {{ count }} Fehlversuche aus diesem Netzwerk werden vergessen, und alle dort können es sofort wieder versuchen.',
  clearAct: 'Fehlversuche löschen',
  cleared: '{{ name }} kann es jetzt wieder versuchen.',
};
