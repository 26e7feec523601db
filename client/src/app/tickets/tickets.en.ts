export const ticketsEnglish = {
  title: 'Tickets',
  none: 'No tickets here',
  failed: 'Could not load the tickets',
};
