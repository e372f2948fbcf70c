import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import type { AgreementSection } from './page.ts';

/** Named for both kinds of characters, so that Japanese text is not set in a font chosen by the reader's machine. */
const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', cs: 'Calibri', eastAsia: 'Yu Gothic' };

/** Text without the characters that an XML file cannot hold. */
const printable = (text: string): string => text.replace(/[^\P{Cc}\n\t]|[\ufffe\uffff]/gu, '').toWellFormed();

/** The agreement sheet as a Word document. */
export function agreementDocument(
  title: string,
  intro: string,
  sections: readonly AgreementSection[],
  signatures: readonly string[],
): Promise<Buffer> {
  const runs = (text: string): TextRun[] =>
    printable(text)
      .split('\n')
      .map((line, index) => new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}) }));
  const document = new Document({
    title,
    creator: 'Banso',
    styles: { default: { document: { run: { font: FONT } } } },
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 } } },
        children: [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            alignment: AlignmentType.LEFT,
            children: runs(title),
          }),
          new Paragraph({ children: runs(intro), spacing: { after: 240 } }),
          ...sections.flatMap(({ title: head, lines }) => [
            new Paragraph({
              heading: HeadingLevel.HEADING_2,
              children: runs(head),
              spacing: { before: 240, after: 60 },
            }),
            ...lines.map((line) => new Paragraph({ children: runs(line), spacing: { after: 60 } })),
          ]),
          ...signatures.map((line) => new Paragraph({ children: runs(line), spacing: { before: 600 } })),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
