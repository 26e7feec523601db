/** A small PDF with a line of text on each page. */
export function pdfOf(pages: readonly string[], { isLocked = false }: { readonly isLocked?: boolean } = {}): Buffer {
  const fonts = 3 + 2 * pages.length;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${String(pages.length)} /Kids [${pages.map((_, at) => `${String(3 + 2 * at)} 0 R`).join(' ')}] >>`,
    ...pages.flatMap((text, at) => {
      const drawn = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${String(4 + 2 * at)} 0 R ` +
          `/Resources << /Font << /F1 ${String(fonts)} 0 R >> >> >>`,
        `<< /Length ${String(drawn.length)} >>\nstream\n${drawn}\nendstream`,
      ];
    }),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    // Made with a password that nobody knows: no key fits these two.
    ...(isLocked ? [`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`] : []),
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = body.length;
    body += `${String(at + 1)} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const lock = isLocked
    ? ` /Encrypt ${String(objects.length)} 0 R /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`
    : '';
  return Buffer.from(
    `${body}xref\n0 ${String(objects.length + 1)}\n0000000000 65535 f \n${places.join('')}` +
      `trailer\n<< /Size ${String(objects.length + 1)} /Root 1 0 R${lock} >>\nstartxref\n${String(body.length)}\n%%EOF\n`,
    'latin1',
  );
}
