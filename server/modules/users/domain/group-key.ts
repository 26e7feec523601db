/** The form of keys of departments and teams; `none` is what filters of lists say for having no department or team. */
export const GROUP_KEY = /^(?!none$)[a-z0-9][a-z0-9-]{0,49}$/;

/** A key made of a name: `People & Culture` becomes `people-culture`. */
export function groupKeyOf(name: string): string {
  const key = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  return GROUP_KEY.test(key) ? key : 'group';
}
