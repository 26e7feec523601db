import { shownEnglish } from './shown.en';

export const filesEnglish = {
  chosen: 'Files to send',
  attached: 'Files',
  shown: shownEnglish,
  add: 'Add files',
  choose: 'choose them',
  drop: 'Drop or paste files here, or',
  label: 'Files',
  hint: 'up to 10, 25 MB each',
  tooLarge: 'Over 25 MB. Send a smaller copy.',
  empty: 'This file is empty.',
  tooMany: 'Ten files at most. Take one out.',
  tooMuch: 'More than 100 MB in all.',
  refusedFirst: 'Take the marked files out, then send.',
  lost: 'Files do not survive a reload. Choose again: {{ names }}',
};
