import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { score } from '../src/domain/scoring/score.ts';
import { templateDraft } from '../src/locales/templates/templates.ts';
import { readSample, SAMPLES } from '../src/samples/sample.ts';
import { addCandidate } from '../src/store/candidates.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { listUnseen, markLevelsSeen } from '../src/store/levels-seen.ts';
import { createOwner } from '../src/store/owners.ts';
import { markRead } from '../src/store/read-marks.ts';
import { keepScore } from '../src/store/scores.ts';
import { startSession } from '../src/store/sessions.ts';
import { createVetting, findVetting, type Vetting } from '../src/store/vettings.ts';

const ROUNDS = 21;

/**
 * Milliseconds (median) that the server takes for a comparison of so many candidates, and the size of the
 * page in bytes; `query` is how to show it.
 */
export async function measureComparison(
  candidates: number,
  query = '',
): Promise<{ milliseconds: number; bytes: number }> {
  const db = openDatabase(':memory:');
  const app = await buildApp({ config: readConfig({ LOG_LEVEL: 'silent' }), db });
  const now = new Date();
  const owner = await createOwner(db, 'owner@example.com', 'none', now);
  const vettingId = await createVetting(
    db,
    owner?.id ?? '',
    templateDraft('b2b_manufacturer', 'ja').draft,
    [],
    now,
  );
  const vetting = await findVetting(db, owner?.id ?? '', vettingId);
  if (vetting) await addSubmitted(db, vetting, candidates, now);
  await openAll(db, vettingId, owner?.id ?? '', now);
  const cookies = { banso_session: await startSession(db, owner?.id ?? '', now) };
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    const answer = await app.inject({ url: `/vettings/${vettingId}/comparison${query}`, cookies });
    times.push(performance.now() - began);
    if (answer.statusCode !== 200) throw new Error(`the comparison answered ${answer.statusCode}`);
    bytes = answer.rawPayload.length;
  }
  await app.close();
  await db.destroy();
  return { milliseconds: times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN, bytes };
}

/** The owner has opened every report and seen every level. */
export async function openAll(db: Database, vettingId: string, ownerId: string, now: Date): Promise<void> {
  const ids = await listUnseen(db, vettingId, ownerId);
  await markLevelsSeen(db, ids, ownerId, now);
  for (const id of ids) await markRead(db, id, now);
}

/**
 * Adds so many candidates, numbered from the first, that have submitted one of the sample responses,
 * scored, without taking the interview.
 */
export async function addSubmitted(
  db: Database,
  vetting: Vetting,
  candidates: number,
  now: Date,
  first = 0,
): Promise<void> {
  for (let n = first; n < first + candidates; n += 1) {
    const { brief, response: sample } = readSample('ja', SAMPLES[n % SAMPLES.length] ?? 'partner');
    const response = {
      ...sample,
      propose: { ...sample.propose, wouldNotDo: `${sample.propose?.wouldNotDo ?? ''} ${n}` },
    };
    const id = await addCandidate(db, vetting, `候補 ${n}`, null, new Date(now.getTime() + n));
    const at = now.toISOString();
    await db
      .insertInto('interviews')
      .values({
        candidate_id: id ?? '',
        step: 'check',
        nudged_at: null,
        facts_opened_at: at,
        saved_at: at,
        submitted_at: at,
        submitted_brief: JSON.stringify(brief),
        submitted_response: JSON.stringify(response),
      })
      .execute();
    await keepScore(db, id ?? '', brief, response, score(brief, response), now);
  }
}
