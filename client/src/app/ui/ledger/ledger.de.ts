import type { ledgerEnglish } from './ledger.en';

export const ledgerGerman: typeof ledgerEnglish = {
  until: 'bis',
  part: {
    running: 'Lief {{ span }}',
    paused: 'Stand {{ span }} still',
    closed: 'Außerhalb der Geschäftszeiten',
    remaining: 'Noch {{ span }}',
    overdue: 'Überfällig seit {{ span }}',
  },
  because: '{{ what }}: {{ why }}',
};
