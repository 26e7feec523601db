import { readVouched } from './provider-claims.js';

const ISSUER = 'https://id.example';
const ADA = { sub: 'ada', email: 'Ada@Desk.example', email_verified: true, given_name: 'Ada', family_name: 'Byron' };
const read = (claims: object, issuer = ISSUER) => readVouched(issuer, { ...ADA, ...claims });

describe('what a provider says about somebody', () => {
  it('is read as one person', () => {
    expect(read({})).toEqual({
      issuer: ISSUER,
      subject: 'ada',
      email: 'ada@desk.example',
      isEmailVerified: true,
      firstName: 'Ada',
      lastName: 'Byron',
      hasSecondFactor: false,
    });
  });

  it.each([undefined, null, 7, '', 'x'.repeat(256), 'half \ud800'])('is nobody with the subject %j', (sub) => {
    expect(read({ sub })).toBeNull();
  });

  it.each([undefined, null, false, 'true', 1, 'false', {}])('%j verifies no address', (email_verified) => {
    expect(read({ email_verified })?.isEmailVerified).toBe(false);
  });

  it.each([undefined, null, 7, 'nobody', 'a@b, c@d', 'ada@desk.example\r\nBcc: eve@x.example', ['ada@desk.example']])(
    '%j is no address, and so not a verified one',
    (email) => {
      expect(read({ email })).toMatchObject({ email: null, isEmailVerified: false });
    },
  );

  it("takes Microsoft's own word for a verified domain, and nobody else's", () => {
    const claims = { email_verified: undefined, xms_edov: true };
    expect(read(claims, 'https://login.microsoftonline.com/tenant/v2.0')?.isEmailVerified).toBe(true);
    expect(read(claims)?.isEmailVerified).toBe(false);
    expect(read(claims, 'https://login.microsoftonline.com.evil.example/v2.0')?.isEmailVerified).toBe(false);
  });

  it.each([
    [['pwd'], false],
    [['pwd', 'mfa'], true],
    ['mfa', false],
    [undefined, false],
  ])('amr %j means a second factor: %j', (amr, hasSecondFactor) => {
    expect(read({ amr })?.hasSecondFactor).toBe(hasSecondFactor);
  });

  it.each([
    [{ given_name: ' Ada\u0000\n ', family_name: 'King  Byron' }, 'Ada', 'King Byron'],
    [{ given_name: undefined, family_name: undefined, name: 'Ada King Byron' }, 'Ada King', 'Byron'],
    [{ given_name: 'A\u200bda', family_name: '\u202ecalevoL\u202c' }, 'Ada', 'calevoL'],
    [{ given_name: undefined, family_name: undefined, name: 'Ada' }, 'Ada', '—'],
    [{ given_name: 'Ada', family_name: undefined, name: undefined, email: 'ada.byron@x.example' }, 'Ada', 'Byron'],
    [{ given_name: 7, family_name: {}, name: [], email: 'ada.king.byron@x.example' }, 'Ada', 'King Byron'],
    [{ given_name: '', family_name: '', name: '', email: null }, '—', '—'],
    [{ given_name: 'A'.repeat(300), family_name: '\u{1f600}'.repeat(90) }, 'A'.repeat(100), '\u{1f600}'.repeat(50)],
  ])('makes names of %j', (claims, firstName, lastName) => {
    expect(read(claims)).toMatchObject({ firstName, lastName });
  });
});
