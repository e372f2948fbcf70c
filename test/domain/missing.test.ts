import t from 'tap';
import { LOCALES } from '../../src/domain/brief/brief.ts';
import { CHANNELS } from '../../src/domain/brief/channels.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { translator } from '../../src/locales/translator.ts';
import { MISSING_KINDS, type Missing, missingOf, missingText } from '../../src/reporting/missing.ts';
import { makeReport } from '../../src/reporting/report.ts';
import { ATTACKERS } from '../support/attackers.ts';
import { DOSSIERS } from '../support/dossiers.ts';
import { briefOf, WRITTEN } from '../support/written.ts';

const all = [
  ...WRITTEN.map(({ business, locale, response }) => ({ brief: briefOf(business, locale), response })),
  ...DOSSIERS,
  ...LOCALES.flatMap((locale) => {
    const brief = briefOf('b2b_manufacturer', locale);
    return Object.values(ATTACKERS).map((attack) => ({ brief, response: attack(brief) }));
  }),
];

t.test('whatever is missing is said in a phrase of its own, in both languages', async (t) => {
  const seen = new Set<string>();
  for (const { brief, response } of all) {
    const scored = score(brief, response);
    for (const criterion of scored.criteria)
      for (const missing of missingOf(criterion, { scored, brief, response })) {
        seen.add(missing.kind);
        for (const locale of LOCALES) {
          const words = missingText(missing, locale, translator(locale));
          t.notMatch(words, /\{|undefined|missing\.|_/, words);
          // The name of a channel alone reads as if it were wanted.
          for (const channel of CHANNELS)
            t.not(words, translator(locale)(`channels.${channel}`), `${words} is no phrase`);
        }
      }
    for (const criterion of scored.criteria.filter(({ level }) => level === 4))
      t.same(missingOf(criterion, { scored, brief, response }), [], 'nothing above the highest level');
  }
  const neverSeen = MISSING_KINDS.filter((kind) => !seen.has(kind));
  t.same(neverSeen, [], 'each kind is read on a dossier');
});

t.test('an unfit channel that was kept is told as one, and a weak reason as one', async (t) => {
  const brief = briefOf('b2b_manufacturer', 'en');
  const kinds = (response: Parameters<typeof makeReport>[1]): Missing[] =>
    makeReport(brief, response).criteria.find(({ key }) => key === 'fit')?.missing ?? [];
  const channel = (probe?: { choice: 'keep' | 'withdraw'; text: string }) => ({
    propose: { channels: [{ channel: 'instagram' as const, reason: 'Reach.', ...(probe ? { probe } : {}) }] },
  });
  t.same(kinds(channel({ choice: 'keep', text: 'Everybody is there.' })), [
    { kind: 'channel_unfit', key: 'instagram' },
  ]);
  t.same(kinds(channel({ choice: 'withdraw', text: 'As you say.' })), [
    { kind: 'channel_withdrawn_thin', key: 'instagram' },
  ]);
  t.same(kinds({ propose: { channels: [{ channel: 'referral', reason: 'It works.' }] } }), [
    { kind: 'reason_thin', key: 'referral' },
  ]);
});

t.test('a topic is either asked about or not, never both', async (t) => {
  for (const { brief, response } of all) {
    const report = makeReport(brief, response);
    const questioning = report.criteria.find(({ key }) => key === 'questioning');
    const asked = new Set(questioning?.evidence.map(({ topic }) => topic));
    for (const { kind, key } of questioning?.missing ?? [])
      if (kind === 'topic_not_asked') t.notOk(asked.has(key as never), `${brief.title}: ${key}`);
  }
});
