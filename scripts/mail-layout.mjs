/**
 * `npm run mail:layout`: makes the frame of mails of its MJML, which writes the tables that mail programs need. The product
 * is committed: a running desk needs no MJML. `--check` fails when it is not what the source makes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import mjml from 'mjml';

const folder = new URL('../server/modules/mail/templates/', import.meta.url);
const source = new URL('layout.mjml', folder);
const product = new URL('layout.html.liquid', folder);

/** MJML knows no liquid: words stand for it until it is done. */
const PLACES = {
  LANGUAGE: '{{ language }}',
  SUBJECT: '{{ subject }}',
  CONTENT: '\n{{ content | raw }}\n',
  FOOTER: '{% if tag %}{{ tag }}<br>{% endif %}<a href="{{ deskUrl }}" style="color:#5a5f66">{{ deskUrl }}</a>',
};

const { html, errors } = await mjml(readFileSync(source, 'utf8'), {
  validationLevel: 'strict',
  // A font from elsewhere would tell its server who reads the mail.
  fonts: {},
  keepComments: false,
  minify: false,
  beautify: false,
});
if (errors.length > 0) {
  throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'));
}
const lines = html
  // Means nothing in HTML.
  .replace(' xmlns="http://www.w3.org/1999/xhtml"', '')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '')
  .join('\n');
const made = `${Object.entries(PLACES).reduce((text, [word, liquid]) => text.replaceAll(word, liquid), lines)}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(product, 'utf8') !== made) {
    process.stderr.write(`${fileURLToPath(product)} is not what layout.mjml makes: run npm run mail:layout\n`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(product, made);
}
