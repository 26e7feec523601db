const TEXT = 'margin:0 0 16px';
const QUOTE = 'margin:0 0 16px;padding:12px 16px;background:#f2f4f8;border-left:4px solid';
const BUTTON =
  'display:inline-block;margin:8px 0;padding:10px 20px;border-radius:20px;background:#00639a;color:#ffffff;text-decoration:none;font-weight:500';

/** What mail programs do not read from a sheet is written at each element; whoever writes a template need not. */
const STYLED: readonly (readonly [RegExp, string])[] = [
  [/<p>/g, `<p style="${TEXT}">`],
  [/<blockquote>/g, `<blockquote style="${QUOTE} #00639a">`],
  [/<blockquote class="alarm">/g, `<blockquote style="${QUOTE} #ba1a1a">`],
  [/<a class="button" /g, `<a class="button" style="${BUTTON}" `],
  [/<small>/g, '<small style="color:#5a5f66;font-size:13px">'],
];

/** Elements as templates write them, in the style of the house; those with a style of their own keep it. */
export function inHouseStyle(html: string): string {
  return STYLED.reduce((styled, [plain, dressed]) => styled.replace(plain, dressed), html);
}
