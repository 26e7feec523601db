/**
 * The subject is `{type: 'settings', id}`, where the id is derived from the area's key. These events are the history of
 * the settings: `before` and `after` hold the changed fields whole, so that a change can be taken back.
 */
export interface SettingsEvents {
  'settings.changed': {
    area: string;
    version: number;
    fields: readonly string[];
    before: Readonly<Record<string, unknown>>;
    after: Readonly<Record<string, unknown>>;
  };
}
