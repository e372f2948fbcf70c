import { globSync, readFileSync } from 'node:fs';
import t from 'tap';

/**
 * What one process keeps between requests, and why it is not wrong at another server on the same database.
 */
const KEPT: Record<string, string> = {
  'src/locales/formats.ts: NUMBER_FORMATS': 'made from code alone',
  'src/locales/formats.ts: DATE_FORMATS': 'made from code alone',
  'src/store/transactions.ts: GROUPS': 'changes on their way; a server has none',
  'src/store/locks.ts: HELD': 'for as long as a transaction lasts',
  'src/store/postgres/open.ts: NAMES': 'made from statements alone',
  'src/store/tokens.ts: pool': 'random bytes',
  'src/store/tokens.ts: used': 'random bytes',
  'src/store/vettings.ts: KEPT': 'under the version of the row, which every change makes anew',
  'src/accounts/passwords.ts: lists': 'read from a library',
  'src/domain/response/metrics.ts: BY_NAME': 'made from code alone',
  'src/domain/classifier/shipped.ts: model': 'read from a file of the release',
  'src/domain/classifier/shipped.ts: orderFile': 'read from a file of the release',
  'src/domain/brief/brief.ts: KNOWN_TIME_ZONES': 'made from code alone',
  'src/domain/scoring/flags.ts: NO_SHINGLES': 'empty for good',
  'src/domain/scoring/content.ts: known': 'made from a text alone',
  'src/web/features/interview/frame.ts: RESPONSES': 'made from an interview that was just read',
};

t.test('everything that a process keeps is known, and right at every server', async (t) => {
  const found = globSync('src/**/*.ts').flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /^(?:export )?(?:let (\w+)|const (\w+)(?: *:[^=\n]*)? = new (?:Weak)?(?:Map|Set)(?:<[^(\n]*>)?\(\))/gm,
      ),
    ].map(([, one, other]) => `${file}: ${one ?? other}`),
  );
  t.ok(found.length > 10);
  t.same(found.sort(), Object.keys(KEPT).sort());
});
