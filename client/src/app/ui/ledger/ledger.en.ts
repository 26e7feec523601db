export const ledgerEnglish = {
  until: 'to',
  part: {
    running: 'Ran {{ span }}',
    paused: 'Stood still {{ span }}',
    closed: 'Outside of business hours',
    remaining: '{{ span }} left',
    overdue: 'Overdue {{ span }}',
  },
  because: '{{ what }}: {{ why }}',
};
