import type { filesEnglish } from './files.en';
import { shownGerman } from './shown.de';

export const filesGerman: typeof filesEnglish = {
  chosen: 'Zu sendende Dateien',
  attached: 'Dateien',
  shown: shownGerman,
  add: 'Dateien hinzufügen',
  choose: 'wählen Sie sie aus',
  drop: 'Ziehen oder fügen Sie Dateien hier ein, oder',
  label: 'Dateien',
  hint: 'bis zu 10, je 25 MB',
  tooLarge: 'Größer als 25 MB. Senden Sie eine kleinere Kopie.',
  empty: 'Diese Datei ist leer.',
  tooMany: 'Höchstens zehn Dateien. Entfernen Sie eine.',
  tooMuch: 'Zusammen mehr als 100 MB.',
  refusedFirst: 'Entfernen Sie die markierten Dateien und senden Sie dann.',
  lost: 'Dateien bleiben beim Neuladen nicht erhalten. Wählen Sie erneut: {{ names }}',
};
