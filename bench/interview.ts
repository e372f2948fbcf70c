import { templateDraft } from '../src/locales/templates/templates.ts';
import { NO_PAGE, saveAnswers } from '../src/store/answers.ts';
import { enterInterview, findLinkByToken } from '../src/store/candidate-links.ts';
import { addCandidate, issueInvitation } from '../src/store/candidates.ts';
import type { Database } from '../src/store/database.ts';
import { openFacts } from '../src/store/interviews.ts';
import { createOwner } from '../src/store/owners.ts';
import { createVetting, findVetting } from '../src/store/vettings.ts';

/** What a candidate types on the page that is measured. */
export const TYPED = {
  who: '食品工場の品質保証課です。',
  value: '監査の前日に証明書が揃う安心です。',
  delivery: '紹介と検索から、試し校正を経て契約になります。',
};

/** Makes one candidate in the middle of the interview; returns whose it is and its browser's session. */
export async function makeInterview(
  db: Database,
): Promise<{ vettingId: string; ownerId: string; candidateId: string; session: string }> {
  const now = new Date();
  const owner = await createOwner(db, 'owner@example.com', 'none', now);
  const ownerId = owner?.id ?? '';
  const draft = { ...templateDraft('b2b_manufacturer', 'ja').draft };
  const vettingId = await createVetting(db, ownerId, draft, [], now);
  const vetting = await findVetting(db, ownerId, vettingId);
  const candidateId = vetting && (await addCandidate(db, vetting, 'Agency', null, now));
  if (!candidateId) throw new Error('the bench could not be set up');
  const link = await findLinkByToken(db, (await issueInvitation(db, candidateId, now)).token, now);
  if (!link) throw new Error('the bench could not be set up');
  const session = await enterInterview(db, link, now);
  const welcome = { respondentName: 'x', consent: 'yes' };
  await saveAnswers(
    db,
    candidateId,
    { step: 'welcome', typed: welcome, isComplete: () => true },
    NO_PAGE,
    now,
  );
  await saveAnswers(
    db,
    candidateId,
    { step: 'understand', typed: TYPED, isComplete: () => true },
    NO_PAGE,
    now,
  );
  await openFacts(db, candidateId, now);
  return { vettingId, ownerId, candidateId, session };
}
