import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureComparison } from './compare.ts';
import { measureDesk } from './desk.ts';
import { measureGrowth } from './growth.ts';
import { countFsyncs, type Measured, measure, median, type Server, start, type Target } from './load.ts';
import { measureScores } from './scores.ts';
import { measureStarts } from './starting.ts';

/** `npm run bench -- [--json] [--quick]`; quick leaves out all but pages and saves. */
const isQuick = process.argv.includes('--quick');
const SCORES_SECONDS = 5;
/** Rounds in which every server is asked for everything in turn, so that a slow minute is slow for all. */
const ROUNDS = 5;
const ROUND = { seconds: 2, connections: 20 };
const ONE = { seconds: 2, connections: 1 };
/** As the server is started, so that memory is what an installation would use. */
const FLAGS = ['--max-semi-space-size=4', '--import', './scripts/prepare.js'];

const folder = mkdtempSync(join(tmpdir(), 'banso-bench-'));
try {
  const figures = { ...(await measureRequests(folder)), ...(isQuick ? {} : await measureTheRest()) };
  const rounded = Object.fromEntries(
    Object.entries(figures).map(([key, value]) => [
      key,
      value === null ? null : Number(value.toPrecision(4)),
    ]),
  );
  if (process.argv.includes('--json')) console.log(JSON.stringify(rounded));
  else console.table(rounded);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Pages and saves beside the bare framework and beside a fair peer: medians of interleaved rounds. */
async function measureRequests(at: string): Promise<Record<string, number | null>> {
  const [bare, peer, banso] = [
    await start('./bare.ts', at),
    await start('./peer.ts', at),
    await start('./banso.ts', at, FLAGS),
  ] as const;
  const cookie = banso.targets.page?.cookie ?? '';
  const bytes = Buffer.byteLength(
    await (await fetch(banso.targets.page?.url ?? '', { headers: { cookie } })).text(),
  );
  const sized = ({ targets }: Server): Target => ({
    ...(targets.page as Target),
    url: `${targets.page?.url}?size=${bytes}`,
  });
  const asked: Record<string, [Server, Target]> = {
    bare_page: [bare, sized(bare)],
    peer_page: [peer, sized(peer)],
    page: [banso, banso.targets.page as Target],
    bare_save: [bare, bare.targets.save as Target],
    peer_save: [peer, peer.targets.save as Target],
    save: [banso, banso.targets.save as Target],
    autosave: [banso, banso.targets.autosave as Target],
  };
  const rounds: Record<string, Measured[]> = Object.fromEntries(Object.keys(asked).map((key) => [key, []]));
  // The first round warms up and counts for nothing.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [key, [server, target]] of Object.entries(asked)) {
      const measured = await measure(server, target, ROUND);
      if (round > 0) rounds[key]?.push(measured);
    }
  const of = (key: string, what: keyof Measured): number =>
    median((rounds[key] ?? []).map((each) => each[what]));
  /** The median over the rounds of how one stands to the other in the same round. */
  const ratio = (one: string, other: string, what: keyof Measured): number =>
    median((rounds[one] ?? []).map((each, at) => each[what] / (rounds[other]?.[at]?.[what] ?? Number.NaN)));
  const save = asked.save as [Server, Target];
  const one = await measure(...save, ONE);
  const { rss } = await banso.usage();
  const counted = { one: await countFsyncs(...save, ONE), many: await countFsyncs(...save, ROUND) };
  for (const server of [bare, peer, banso]) server.stop();
  return {
    page_ratio_fair: ratio('peer_page', 'page', 'cpu'),
    save_ratio_fair: ratio('peer_save', 'save', 'cpu'),
    save_wall_ratio_fair: ratio('save', 'peer_save', 'perSecond'),
    save_per_second_20: of('save', 'perSecond'),
    bare_insert_per_second_20: of('bare_save', 'perSecond'),
    fsyncs_per_save_1: counted.one ?? one.commits,
    fsyncs_per_save_20: counted.many ?? of('save', 'commits'),
    commits_per_save_1: one.commits,
    commits_per_save_20: of('save', 'commits'),
    page_cpu_us: of('page', 'cpu'),
    peer_page_cpu_us: of('peer_page', 'cpu'),
    save_cpu_us: of('save', 'cpu'),
    autosave_cpu_us: of('autosave', 'cpu'),
    peer_save_cpu_us: of('peer_save', 'cpu'),
    rss_loaded_mb: rss / 1024 ** 2,
    interview_page_ratio: ratio('page', 'bare_page', 'perSecond'),
    save_answer_ratio: ratio('save', 'bare_save', 'perSecond'),
    interview_page_per_second: of('page', 'perSecond'),
    bare_page_per_second: of('bare_page', 'perSecond'),
    save_answer_per_second: of('save', 'perSecond'),
    bare_insert_per_second: of('bare_save', 'perSecond'),
    interview_page_bytes: bytes,
    rss_mb: rss / 1024 ** 2,
  };
}

async function measureTheRest(): Promise<Record<string, number>> {
  const starts = await measureStarts();
  const desk = await measureDesk();
  const compare30 = await measureComparison(30);
  const compare300 = await measureComparison(300);
  const compare300ByAnswer = await measureComparison(300, '?sort=answers.understand.who&blind=yes');
  return {
    ...starts,
    ...desk,
    ...measureScores(SCORES_SECONDS),
    compare_30_ms: compare30.milliseconds,
    compare_300_ms: compare300.milliseconds,
    compare_300_by_answer_ms: compare300ByAnswer.milliseconds,
    compare_300_bytes: compare300.bytes,
    ...(await measureGrowth()),
  };
}
