import type { Priority } from '../modules/tickets/domain/ticket-status.js';

/** A kind of problem as people report and solve it; `{app}` and the like are filled in. */
export interface Problem {
  readonly category: string;
  /** How often it comes, compared with others. */
  readonly weight: number;
  readonly subjects: readonly string[];
  readonly descriptions: readonly string[];
  /** What staff wants to know. */
  readonly question: string;
  /** What the requester answers. */
  readonly answer: string;
  /** Between colleagues. */
  readonly note: string;
  readonly resolution: string;
  readonly tags: readonly string[];
  readonly priority?: Priority;
}

export const FILLERS: Readonly<Record<string, readonly string[]>> = {
  app: ['Outlook', 'Excel', 'SAP', 'Teams', 'the travel portal', 'the CRM', 'AutoCAD', 'the time sheet', 'Acrobat'],
  device: ['laptop', 'docking station', 'second screen', 'keyboard', 'headset', 'webcam', 'mouse'],
  room: ['Amsterdam', 'Lisbon', 'Oslo', 'Vienna', 'Prague', 'the board room', '2.14', '3.07'],
  site: ['Berlin', 'Hamburg', 'Leipzig', 'the warehouse', 'the second floor', 'home'],
  when: [
    'since this morning',
    'since Monday',
    'since the last update',
    'for an hour',
    'again and again',
    'since my holiday',
  ],
  folder: ['Finance', 'Contracts', 'Projects 2026', 'Marketing', 'Personnel', 'Sales reports'],
  code: ['0x80070005', '0x800CCC0E', '691', '403', 'ERR_TIMED_OUT', '-1073', '0xC004F074'],
};

export const PROBLEMS: readonly Problem[] = [
  {
    category: 'access',
    weight: 14,
    tags: ['password'],
    priority: 'Medium',
    subjects: ['Cannot sign in to {app}', 'My password has expired', 'Account locked after the holiday'],
    descriptions: [
      'I cannot sign in {when}. It says that my account is locked. I have not changed anything.',
      'My password ran out and the page to change it shows error {code}.',
    ],
    question: 'Is it your Windows account, or only {app}?',
    answer: 'Everything, Windows too. I am sitting in front of the sign-in page.',
    note: 'Locked by an old phone that still has the previous password.',
    resolution:
      'The account was unlocked and the old password removed from the phone. Please sign in once on all devices.',
  },
  {
    category: 'access',
    weight: 9,
    tags: ['rights', 'folder'],
    subjects: ['Access to the folder {folder}', 'Rights for a new colleague: {folder}', 'Please open {folder} for me'],
    descriptions: [
      'For my new task I need to read and write in the folder **{folder}**. My manager agrees.',
      'A colleague joins us next week and needs:\n\n- the folder {folder}\n- {app}\n- the mailing list of the team',
    ],
    question: 'Who owns this folder? We need a short yes from them.',
    answer: 'I asked, and the owner wrote to you just now.',
    note: 'Owner agreed by mail; group membership requested.',
    resolution: 'The rights are set. They work after signing in again.',
  },
  {
    category: 'access',
    weight: 4,
    tags: ['onboarding'],
    subjects: [
      'New colleague starts on the first',
      'Everything for a new employee in {site}',
      'Leaver: please close the accounts',
    ],
    descriptions: ['We have a new colleague in {site}. Please prepare a laptop, {app} and a phone.'],
    question: 'Which cost centre may we use for the laptop?',
    answer: 'The one of our department, as always.',
    note: 'Checklist for joiners started, laptop taken from stock.',
    resolution: 'Account, laptop and phone are ready and wait at the service desk.',
  },
  {
    category: 'hardware',
    weight: 12,
    tags: ['laptop'],
    subjects: ['My {device} does not work', 'The {device} is broken', '{device} not recognised any more'],
    descriptions: [
      'The {device} stopped working {when}. I have restarted and tried another socket.',
      'Since I moved to {site}, my {device} is not recognised. Error {code}.',
    ],
    question: 'Does it work at another desk, or with another cable?',
    answer: 'I tried a cable of a colleague: the same.',
    note: 'Under warranty until next year; replacement from stock is faster.',
    resolution: 'The {device} was replaced. The old one goes back to the maker.',
  },
  {
    category: 'hardware',
    weight: 6,
    tags: ['slow'],
    subjects: ['Laptop is very slow', 'Battery lasts only twenty minutes', 'The fan is loud all day'],
    descriptions: [
      'My laptop is slow {when}; starting {app} takes minutes.',
      'The battery is empty after a short meeting. I need it for customers.',
    ],
    question: 'Can you leave the laptop with us for an hour?',
    answer: 'Tomorrow morning would suit me.',
    note: 'Disk at 97 %, and two virus scanners fight each other.',
    resolution: 'Old profiles were removed and the battery was replaced. Please tell us if it comes back.',
  },
  {
    category: 'software',
    weight: 12,
    tags: ['crash'],
    subjects: ['{app} crashes', '{app} shows error {code}', '{app} does not start {when}'],
    descriptions: [
      '{app} closes by itself {when}. The message says `{code}`.\n\nSteps:\n\n1. open {app}\n2. open a file\n3. wait a minute',
      'When I open {app}, nothing happens. Restarting did not help.',
    ],
    question: 'Does it happen with every file?',
    answer: 'With every file, also with new ones.',
    note: 'Known after the last update; rolling back helps.',
    resolution: '{app} was repaired and the faulty update is held back for now.',
  },
  {
    category: 'software',
    weight: 6,
    tags: ['licence'],
    priority: 'Low',
    subjects: ['Licence for {app}', 'Please install {app}', 'New version of {app} needed'],
    descriptions: ['For a project I need {app} on my laptop. The budget is approved.'],
    question: 'Until when do you need it?',
    answer: 'The project runs until the end of the year.',
    note: 'Two licences are free; no order needed.',
    resolution: '{app} is in your software centre and installs in a few minutes.',
  },
  {
    category: 'network',
    weight: 9,
    tags: ['vpn'],
    subjects: ['VPN drops every ten minutes', 'VPN: error {code}', 'No VPN from {site}'],
    descriptions: [
      'Working from {site}, the VPN drops {when}. The internet itself is fine.',
      'The VPN client says `{code}` and stops.',
    ],
    question: 'Which network are you in: cable, Wi-Fi, or a phone?',
    answer: 'Wi-Fi at home. With my phone it works.',
    note: 'The router at home does strange things with MTU; set to 1300.',
    resolution: 'The VPN profile was renewed and uses a smaller packet size now.',
  },
  {
    category: 'network',
    weight: 5,
    tags: ['wifi'],
    priority: 'High',
    subjects: ['No Wi-Fi in {site}', 'Network very slow in {site}', 'Internet down in {site}'],
    descriptions: [
      'Nobody in {site} has a network {when}. We cannot work.',
      'Downloads take ages {when}, for everybody around me.',
    ],
    question: 'How many people are hit?',
    answer: 'About fifteen, the whole corner.',
    note: 'Switch on the floor rebooted by itself at 08:12; firmware is old.',
    resolution: 'The switch was replaced and its firmware updated.',
  },
  {
    category: 'email',
    weight: 8,
    tags: ['mailbox'],
    subjects: ['Mail does not arrive', 'Shared mailbox missing in Outlook', 'Mailbox is full'],
    descriptions: [
      'A customer says that his mail comes back with error {code}.',
      'The shared mailbox {folder} disappeared from Outlook {when}.',
    ],
    question: 'Can you send us the address and the time of one such mail?',
    answer: 'It was yesterday at 14:05, I forwarded the bounce.',
    note: 'Greylisted by the filter; sender has no SPF record.',
    resolution: 'The sender is on the list of partners now; the mail has been delivered.',
  },
  {
    category: 'email',
    weight: 3,
    tags: ['calendar'],
    priority: 'Low',
    subjects: ['Calendar of a colleague not visible', 'Meetings appear twice'],
    descriptions: ['I see the meetings of my team twice {when}.'],
    question: 'On the phone as well?',
    answer: 'Only on the phone.',
    note: 'Account is set up twice on the phone.',
    resolution: 'The second account on the phone was removed.',
  },
  {
    category: 'phones',
    weight: 4,
    tags: ['mobile'],
    subjects: ['New SIM card', 'Voicemail does not answer', 'Headset has no sound in calls'],
    descriptions: ['My phone has no signal {when}; others beside me have.'],
    question: 'Have you tried the other SIM slot?',
    answer: 'Yes, no difference.',
    note: 'SIM is of the old contract.',
    resolution: 'A new SIM card is on its way by post.',
  },
  {
    category: 'printing',
    weight: 6,
    tags: ['printer'],
    priority: 'Low',
    subjects: ['Printer in {site} does not print', 'Paper jam again', 'Scan to mail does not work'],
    descriptions: ['The printer in {site} shows error {code} {when}.', 'Scans never arrive in my mailbox.'],
    question: 'What does its display say?',
    answer: '“Call service”, and the number {code}.',
    note: 'Supplier comes on Thursday.',
    resolution: 'The supplier changed the drum; it prints again.',
  },
  {
    category: 'meeting-rooms',
    weight: 4,
    tags: ['video'],
    priority: 'High',
    subjects: ['No picture in {room}', 'Camera in {room} is dead', 'Booking of {room} is lost'],
    descriptions: ['We have customers in {room} and the screen stays black.'],
    question: 'Is the panel on the table on?',
    answer: 'It is on and says “no signal”.',
    note: 'HDMI adapter was taken away, again.',
    resolution: 'A new adapter is screwed to the table in {room}.',
  },
  {
    category: 'data',
    weight: 4,
    tags: ['restore'],
    subjects: ['Please restore a file from {folder}', 'Folder {folder} is gone', 'File is locked by nobody'],
    descriptions: ['Somebody deleted a file in {folder} {when}. Can you bring it back?'],
    question: 'What is its name, and when did you see it last?',
    answer: 'The budget of 2026, on Friday.',
    note: 'Snapshot of Friday 18:00 has it.',
    resolution: 'The file is back from the snapshot of Friday evening.',
  },
  {
    category: 'security',
    weight: 3,
    tags: ['phishing'],
    priority: 'High',
    subjects: ['Suspicious mail', 'I clicked on a link', 'Laptop lost on the train'],
    descriptions: [
      'I got a mail that asks for my password. I fear that I answered.',
      'My bag with the laptop is gone {when}.',
    ],
    question: 'Did you enter your password anywhere?',
    answer: 'Yes, on the page behind the link.',
    note: 'Sessions ended, password reset forced, mail pulled from 41 mailboxes.',
    resolution: 'The account is safe again with a new password, and the mail was removed everywhere.',
  },
  {
    category: 'other',
    weight: 4,
    tags: [],
    subjects: ['Question about working from abroad', 'Whom do I ask about {app}?', 'Desk move to {site}'],
    descriptions: ['We move to {site} next month. What do you need from us?'],
    question: 'How many desks are it?',
    answer: 'Twelve, with two screens each.',
    note: 'Facility has the plan of the floor.',
    resolution: 'The move is planned; we meet you there at eight.',
  },
];

export const THANKS: readonly string[] = [
  'Thank you, that was quick.',
  'Many thanks for looking into it.',
  'Thank you.',
  'I am at my desk until five.',
];
export const BACK_AGAIN: readonly string[] = [
  'It is back, exactly as before.',
  'Unfortunately it came again this morning.',
  'It worked for a day, now it does not.',
];
export const GREETINGS: readonly string[] = ['Hello {name},', 'Hi {name},', 'Good morning {name},'];
export const WITHDRAWN: readonly string[] = [
  'It works again by itself',
  'A colleague helped me',
  'No longer needed',
  'Sent twice by mistake',
];
export const REJECTED: readonly string[] = [
  'Not a matter of IT; please ask facility management',
  'Private devices are not supported',
  'The purchase is not approved',
];

export const FIRST_NAMES = (
  'Anna Ben Clara David Elif Felix Greta Hasan Ida Jonas Katrin Leo Maria Nils Olga Paul Rosa Samir Tina Umut ' +
  'Vera Wim Yara Zoe Amir Birgit Carlos Dina Emil Fatima Georg Hanna Ivo Julia Karim Lena Marek Nora Otto Petra Quentin Rita Stefan ' +
  'Thea Ulrich Viktor Wanda Xenia Yusuf Zita Aylin Boris Chiara Diego Eva Finn Gesa Hugo Ines Jan'
).split(' ');
export const LAST_NAMES = (
  'Adler Becker Costa Demir Ebert Fischer Graf Hoffmann Ivanov Jansen Keller Lang Meyer Novak Otto Peters ' +
  'Quast Richter Schmidt Thomas Ulrich Vogel Weber Yilmaz Zimmermann Albrecht Brandt Cohen Dietrich Engel Frank Garcia Haas Ibrahim ' +
  'Jung Kowalski Lehmann Martinez Nguyen Olsen Petrov Reuter Sato Tran Unger Vargas Winter Yang Ziegler Arslan Berg Conrad Duarte ' +
  'Ernst Fuchs Gruber Huber Ito Jacobs Krause'
).split(' ');
export const DEPARTMENTS: readonly (readonly [key: string, name: string])[] = [
  ['legal', 'Legal'],
  ['marketing', 'Marketing'],
  ['logistics', 'Logistics'],
  ['research', 'Research and Development'],
];
export const TEAMS: readonly (readonly [key: string, name: string, categories: readonly string[]])[] = [
  ['service-desk', 'Service Desk', ['access', 'other', 'email', 'software']],
  ['workplace', 'Workplace', ['hardware', 'printing', 'phones', 'meeting-rooms']],
  ['networks', 'Networks and Servers', ['network', 'data']],
  ['security-response', 'Security Response', ['security']],
];
