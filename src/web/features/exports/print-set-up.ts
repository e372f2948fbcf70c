/** How large a sheet is, and its name: what printing and filtering refer to. */
export type SheetSize = { name: string; columns: number; rows: number };

/** A1, Z9, AA10: the address of a cell; columns count from 1. */
export function cellAddress(column: number, row: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row}`;
}

const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`;

const escaped = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * What the library leaves out: sheets that fit the width of a page, heads that stand on every printed page,
 * and a filter over each head. Works on the files as they are written.
 */
export function printSetUp(sheets: readonly SheetSize[]) {
  const rangeOf = ({ columns, rows }: SheetSize): string =>
    `A1:${cellAddress(Math.max(columns, 1), Math.max(rows, 1))}`;
  const names = sheets
    .map(
      ({ name }, index) =>
        `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escaped(quoted(name))}!$1:$1</definedName>`,
    )
    .join('');
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content: string, _options: unknown, { sheetIndex }: { sheetIndex: number }): string => {
            const sheet = sheets[sheetIndex];
            if (!sheet) return content;
            return content
              .replace('<sheetViews', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews')
              .replace('</sheetData>', `</sheetData><autoFilter ref="${rangeOf(sheet)}"/>`);
          },
          transformElementAttributes: (tag: string, attributes: Record<string, string | number>) =>
            tag === 'pageSetup' ? { ...attributes, fitToWidth: 1, fitToHeight: 0 } : attributes,
        },
        'xl/workbook.xml': {
          transform: (content: string): string =>
            content
              .replace(/<definedNames\s*\/>/, '')
              .replace('</sheets>', `</sheets><definedNames>${names}</definedNames>`),
        },
      },
    },
  };
}
