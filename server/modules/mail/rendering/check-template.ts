import type { Template } from 'liquidjs';
import type { MailLanguage } from '../domain/mail-language.js';
import type { MailTemplateName } from '../domain/mail-templates.js';
import { CATALOGUE } from '../domain/template-catalogue.js';
import { exampleLink, templateExamples } from '../domain/template-examples.js';
import {
  PART_LIMITS,
  TEMPLATE_PARTS,
  type TemplatePart,
  type TemplateProblem,
  type TemplateSource,
} from '../domain/template-source.js';
import { templateVariables } from '../domain/template-variables.js';
import { checkLiquid, type LiquidFindings } from './check-liquid.js';
import { checkMarkup } from './check-markup.js';
import { explainLiquid, parsePart, renderPart } from './liquid.js';

/** Beyond these a list of problems helps nobody. */
const MOST = 50;
/** What no text of a mail needs, and the database or a mail program stumbles over; also what the check itself writes. */
const STRANGE = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff\ue000\ue001]|\p{Cs}/u;

export interface CheckedTemplate {
  readonly name: MailTemplateName;
  readonly language: MailLanguage;
  readonly source: TemplateSource;
}

/** All that is wrong with a template; nothing when every mail can be made of it. */
export function checkTemplate(checked: CheckedTemplate): TemplateProblem[] {
  return TEMPLATE_PARTS.flatMap((part) => checkPart(checked, part))
    .sort((one, other) => one.line - other.line)
    .sort((one, other) => TEMPLATE_PARTS.indexOf(one.part) - TEMPLATE_PARTS.indexOf(other.part))
    .slice(0, MOST);
}

function checkPart(checked: CheckedTemplate, part: TemplatePart): TemplateProblem[] {
  const source = checked.source[part];
  const say = (message: string, line = 1): TemplateProblem[] => [{ part, line, message }];
  if (source.length > PART_LIMITS[part]) {
    return say(`There are more than ${String(PART_LIMITS[part])} characters.`);
  }
  if (source.trim() === '') {
    return say('Please fill this in.');
  }
  const strange = source.search(STRANGE);
  if (strange >= 0) {
    return say('There is a character that nobody sees.', source.slice(0, strange).split('\n').length);
  }
  if (part === 'subject' && source.trim().includes('\n')) {
    return say('The subject must be one line.');
  }
  try {
    const parsed = parsePart(part, source);
    const found = checkLiquid(part, parsed, templateVariables(checked.name));
    const problems = [...found.problems, ...(part === 'html' ? checkMarkup(source, found.shown) : [])];
    return problems.length > 0 ? problems : [...missingLinks(checked, part, found), ...tryOut(checked, part, parsed)];
  } catch (error) {
    const { line, message } = explainLiquid(error);
    return say(message, line);
  }
}

function missingLinks({ name }: CheckedTemplate, part: TemplatePart, { shown }: LiquidFindings): TemplateProblem[] {
  const links = part === 'subject' ? [] : CATALOGUE[name].links.map((link) => `links.${link}`);
  return links
    .filter((link) => !shown.some(({ variable }) => variable?.name === link))
    .map((link) => ({ part, line: 1, message: `The secret link is missing: {{ ${link} }}.` }));
}

/** With all that there can be, and with as little as there can be: what is shown in one case only must do in both. */
function tryOut({ name, language }: CheckedTemplate, part: TemplatePart, parsed: Template[]): TemplateProblem[] {
  const deskUrl = 'https://desk.example';
  const { full, sparse } = templateExamples(language, deskUrl)[name];
  const links = Object.fromEntries(CATALOGUE[name].links.map((link) => [link, exampleLink(deskUrl, link)]));
  for (const data of [full, { ...full, ...sparse }]) {
    try {
      const made = renderPart(part, parsed, { ...data, links, deskUrl });
      const lost = part === 'subject' ? undefined : Object.entries(links).find(([, link]) => !shows(made, part, link));
      if (lost !== undefined) {
        return [{ part, line: 1, message: `The secret link {{ links.${lost[0]} }} is not shown in every case.` }];
      }
      if (made.replace(/<[^>]*>/g, '').trim() === '') {
        return [{ part, line: 1, message: 'With some of the example data nothing is left of it.' }];
      }
    } catch (error) {
      const { line, message } = explainLiquid(error);
      return [{ part, line, message }];
    }
  }
  return [];
}

/** In HTML something to press, in text something to copy. */
function shows(made: string, part: TemplatePart, link: string): boolean {
  return made.includes(part === 'html' ? `href="${link}"` : link);
}
