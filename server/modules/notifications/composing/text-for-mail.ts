import { htmlImagesAsWords, imagesAsWords } from '../../../platform/text/attached-images.js';

/** Bounded, so that a text of brackets is read once. */
const MENTION = /\[(@[^\]\n]{1,200})\]\(mention:[0-9a-f-]{1,40}\)/gi;

/** A mail shows no pasted image and leads to no person: words stand in for both. */
export function textForMail(text: { readonly body: string; readonly bodyHtml: string }): {
  body: string;
  bodyHtml: string;
} {
  return {
    body: imagesAsWords(text.body).replace(MENTION, '$1'),
    bodyHtml: htmlImagesAsWords(text.bodyHtml),
  };
}
