import Sqlite from 'better-sqlite3';
import t from 'tap';
import { openDatabase } from '../../src/store/database.ts';

type Column = { name: string; pk: number };

t.test("every foreign key's columns begin an index, so that no deletion looks at every row", async (t) => {
  const file = `${t.testdir()}/banso.sqlite`;
  await openDatabase(file).destroy();
  const sqlite = new Sqlite(file, { readonly: true });
  const pragma = <Row>(text: string): Row[] => sqlite.pragma(text) as Row[];
  const tables = pragma<{ name: string; type: string }>('table_list').filter(({ type }) => type === 'table');
  let keys = 0;
  for (const { name } of tables) {
    const indexes = pragma<{ name: string }>(`index_list(${name})`).map(
      (index) => pragma<Column>(`index_info(${index.name})`)[0]?.name,
    );
    const [first] = pragma<Column>(`table_info(${name})`).filter(({ pk }) => pk === 1);
    for (const { from } of pragma<{ from: string }>(`foreign_key_list(${name})`)) {
      keys += 1;
      t.ok(indexes.includes(from) || first?.name === from, `${name}.${from}`);
    }
  }
  t.ok(keys >= 25, `${keys} foreign keys`);
  sqlite.close();
});
