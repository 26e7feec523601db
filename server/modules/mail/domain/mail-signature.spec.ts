import { randomBytes, randomUUID } from 'node:crypto';
import { isMailAddress } from '../../../kernel/mail-address.js';
import { messageIdHeader, readReplyToken, replyAddress, replyToken } from './mail-signature.js';

const KEY = randomBytes(32);

describe('what makes a message ours', () => {
  it('reads the token it has written, in any case', () => {
    for (let round = 0; round < 200; round += 1) {
      const id = randomUUID();
      expect(readReplyToken(KEY, replyToken(KEY, id))).toBe(id);
      expect(readReplyToken(KEY, replyToken(KEY, id).toUpperCase())).toBe(id);
    }
  });

  it('knows no token that was altered, invented, or signed by somebody else', () => {
    const token = replyToken(KEY, randomUUID());
    const at = (place: number): string =>
      `${token.slice(0, place)}${token[place] === 'a' ? 'b' : 'a'}${token.slice(place + 1)}`;
    [...token].slice(0, 25).forEach((_, place) => {
      expect(readReplyToken(KEY, at(place))).toBeNull();
    });
    expect(readReplyToken(KEY, at(41))).toBeNull();
    expect(readReplyToken(randomBytes(32), token)).toBeNull();
    ['', 'x', token.slice(1), `${token}a`, '!'.repeat(42)].forEach((other) => {
      expect(readReplyToken(KEY, other)).toBeNull();
    });
  });

  it('signs the Message-ID', () => {
    const id = randomUUID();
    expect(messageIdHeader(KEY, id, 'desk.example')).toMatch(new RegExp(`^<${id}\\.[a-z2-7]{16}@desk\\.example>$`));
  });

  it('makes an address of it, as far as addresses reach', () => {
    const token = replyToken(KEY, randomUUID());
    expect(replyAddress('desk@desk.example', token)).toBe(`desk+${token}@desk.example`);
    expect(isMailAddress(replyAddress(`${'d'.repeat(21)}@desk.example`, token))).toBe(true);
    expect(replyAddress(`${'d'.repeat(22)}@desk.example`, token)).toBe(`${'d'.repeat(22)}@desk.example`);
  });
});
