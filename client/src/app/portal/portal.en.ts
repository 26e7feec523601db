export const portalEnglish = {
  greeting: {
    morning: 'Good morning, {{ name }}.',
    day: 'Good afternoon, {{ name }}.',
    evening: 'Good evening, {{ name }}.',
  },
  need: 'What do you need?',
  open: 'Your open requests',
  none: 'You have no open requests',
  failed: 'Could not load your requests',
};
