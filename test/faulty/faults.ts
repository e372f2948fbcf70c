/** A small fault that somebody could make: in `file`, `find` (which stands there once) becomes `put`. */
export type Fault = { area: string; what: string; file: string; find: string; put: string; tests: string[] };

const at =
  (area: string, file: string, tests: string[]) =>
  (what: string, find: string, put: string): Fault => ({ area, what, file, find, put, tests });

const questions = at('store', 'src/store/questions.ts', [
  'store/questions',
  'web/inbox',
  'mail/outbox',
  'web/candidates',
]);
const interviews = at('store', 'src/store/interviews.ts', ['web/whose-words', 'web/interview']);
const members = at('store', 'src/store/members.ts', ['web/members', 'store/members']);
const reminders = at('mail', 'src/store/reminders.ts', ['store/reminders']);
const outbox = at('mail', 'src/store/outbox-claims.ts', ['mail/outbox']);
const sender = at('mail', 'src/mail/outbox.ts', ['mail/outbox']);
const transport = at('mail', 'src/mail/transport.ts', ['mail/outbox']);
const messages = at('mail', 'src/mail/messages.ts', ['mail/outbox']);
const lifeCycle = at('store', 'src/store/life-cycle.ts', ['web/life-cycle']);
const submissions = at('store', 'src/store/submissions.ts', ['store/answers', 'web/results']);
const answers = at('store', 'src/store/answers.ts', ['store/answers']);
const merging = at('merging', 'src/domain/interview/merging.ts', ['domain/merging', 'web/merging']);
const saves = at('merging', 'src/store/answers.ts', ['web/merging']);
const seal = at('seal', 'src/store/interviews.ts', ['web/seal']);
const openTerms = at('seal', 'src/store/submissions.ts', ['web/seal']);
const unsealing = at('seal', 'src/web/features/vettings/page.ts', ['web/seal']);
const quantities = at('language', 'src/domain/language/quantities.ts', ['domain/quantities']);
const numerals = at('language', 'src/domain/language/numerals.ts', ['domain/quantities']);
const dates = at('language', 'src/domain/language/dates.ts', ['domain/dates']);
const csrfOrigin = at('operations', 'src/web/plugins/csrf.ts', ['web/operations']);
const traffic = at('operations', 'src/web/plugins/traffic.ts', ['web/operations']);
const draining = at('operations', 'src/draining.ts', ['faults/stopping']);
const operations = at('operations', 'src/web/features/operations/readiness.ts', ['web/operations']);
const metricsFaults = at('operations', 'src/web/plugins/metrics.ts', ['web/operations']);
const dialect = at('operations', 'src/store/sqlite-dialect.ts', ['faults/storage']);
const lockFile = at('operations', 'src/store/lock.ts', ['faults/starting']);
const copiesFaults = at('operations', 'src/store/copies.ts', ['faults/backup']);
const owners = at('store', 'src/store/owners.ts', ['web/accounts']);
const sessions = at('accounts', 'src/store/sessions.ts', ['web/accounts', 'web/sign-in']);
const accounts = at('accounts', 'src/store/accounts.ts', ['web/sign-in']);
const signInFailures = at('accounts', 'src/store/sign-in-failures.ts', ['web/throttle', 'web/two-step']);
const attemptFaults = at('accounts', 'src/web/accounts/attempt.ts', ['web/accounts']);
const codeFaults = at('accounts', 'src/web/accounts/attempt.ts', ['web/two-step']);
const fileLeft = at('store', 'src/store/database.ts', ['web/life-cycle']);
const locks = at('servers', 'src/store/locks.ts', ['postgres/races']);
const dueOnce = at('servers', 'src/store/life-cycle.ts', ['postgres/races']);
const leases = at('servers', 'src/store/outbox-claims.ts', ['postgres/races']);
const briefs = at('servers', 'src/store/vettings.ts', ['postgres/races']);
const storageFaults = at('servers', 'src/store/faults.ts', ['postgres/outage']);
const pools = at('servers', 'src/store/postgres/open.ts', ['postgres/outage']);
const copying = at('servers', 'src/store/copying.ts', ['postgres/copying']);
const comingBack = at('walked', 'src/store/candidate-links.ts', ['web/walked']);
const clashesTold = at('walked', 'src/domain/economics/clashes.ts', ['web/walked']);
const limitsShared = at('servers', 'src/web/plugins/limits.ts', ['postgres/races']);
const theDoor = at('door', 'src/store/door.ts', ['store/door']);
const onward = at('door', 'src/web/plugins/errors.ts', ['web/saving']);
const factsLater = at('door', 'src/web/features/interview/facts/routes.ts', ['web/saving']);
const talks = at('door', 'src/web/features/exports/rows.ts', ['web/exports']);
const told = at('door', 'src/web/features/vettings/tasks.ts', ['web/letters', 'web/further']);
const askedBackList = at('door', 'src/web/features/meeting/list.ts', ['web/further']);
const listedLinks = at('door', 'src/web/features/invitations/import/page.ts', ['web/import']);
const erased = at('door', 'src/store/candidate-search.ts', ['cli/candidate']);
const releasing = at('door', 'src/store/sign-in-failures.ts', ['store/plans']);
const aheadOfTime = at('door', 'src/web/plugins/ahead.ts', ['web/looking']);
const claims = at('mail', 'src/store/outbox-claims.ts', ['mail/outbox']);
const outboxStore = at('mail', 'src/store/outbox.ts', ['mail/outbox', 'mail/accounts']);
const endings = at('edges', 'src/store/life-cycle.ts', ['web/edges']);
const ownCopies = at('edges', 'src/web/features/life-cycle/routes.ts', ['web/edges']);
const askedInOrder = at('edges', 'src/store/conversation.ts', ['web/edges']);
const openings = at('edges', 'src/store/candidate-links.ts', ['web/edges']);
const vettingList = at('edges', 'src/store/vetting-list.ts', ['web/edges']);
const trials = at('edges', 'src/store/previews.ts', ['web/edges']);
const goals = at('edges', 'src/web/features/brief/routes.ts', ['web/edges']);
const follows = at('edges', 'src/web/features/brief/follows.ts', ['web/edges']);
const postedForms = at('edges', 'src/web/plugins/forms.ts', ['web/operations']);
const onTheWay = at('edges', 'src/web/plugins/traffic.ts', ['web/operations']);
const misread = (file: string) => at('misread', file, ['domain/misreadings', 'domain/split-questions']);
const aspects = misread('src/domain/interview/disclosure.ts');
const pastes = misread('src/domain/interview/split-questions.ts');
const courtesies = misread('src/domain/scoring/reading.ts');
const ways = misread('src/domain/scoring/criteria/kpi-link.ts');
const placesFault = misread('src/domain/response/goal-metric.ts');
const ownersFigures = misread('src/domain/scoring/said-figures.ts');
const sumsRight = misread('src/domain/scoring/criteria/unit-economics.ts');
const askedFor = misread('src/domain/scoring/focus.ts');
const pricesOutside = at('misread', 'src/domain/scoring/own-price.ts', ['domain/prices-outside']);
const pricesAsked = at('misread', 'src/domain/scoring/flags.ts', ['domain/prices-outside']);
const askedFirst = at('misread', 'src/reporting/meeting.ts', ['domain/prices-outside']);
const pointedOut = at('misread', 'src/domain/scoring/flags.ts', ['domain/scores']);
const ranges = at('misread', 'src/domain/language/range.ts', ['domain/quantities']);
const amounts = at('misread', 'src/domain/language/quantities.ts', ['domain/quantities']);
const toldDays = at('edges', 'src/web/features/further/routes.ts', ['web/further']);
const answersAnew = at('edges', 'src/store/submissions.ts', ['web/edges']);
const headOnly = at('door', 'src/web/plugins/access.ts', ['web/looking']);
const openedByClick = at('door', 'src/web/plugins/access.ts', ['web/opening']);
const openingMarks = at('door', 'src/web/features/opening/routes.ts', ['web/opening']);
const openingReport = at('door', 'src/web/features/report/routes.ts', ['web/opening']);
const repliesShown = at('door', 'src/web/kept/replies-shown.ts', ['web/conversation']);
const groups = at('store', 'src/store/transactions.ts', ['store/group-commit']);
const sharedTexts = at('store', 'src/store/shared-texts.ts', ['store/shared-texts']);
const prepared = at('store', 'src/store/prepared.ts', ['web/whose-words']);
const twoStep = at('accounts', 'src/store/two-step.ts', ['web/two-step']);
const secondStep = at('accounts', 'src/web/accounts/second-step.ts', ['web/two-step']);
const erasure = at('accounts', 'src/store/erasure.ts', ['web/stored']);
const budgetHook = at('accounts', 'src/web/plugins/budgets.ts', ['web/accounts']);
const cookies = at('accounts', 'src/web/cookies.ts', ['web/plugins']);
const accountLinks = at('accounts', 'src/store/account-links.ts', ['mail/accounts']);
const accountLinkPages = at('accounts', 'src/web/features/account-links/routes.ts', ['mail/accounts']);
const joining = at('accounts', 'src/web/features/joining/page.ts', ['web/accounts']);
const candidates = at('store', 'src/store/candidates.ts', [
  'web/interview',
  'web/whose-words',
  'web/sealing',
]);
const database = at('store', 'src/store/database.ts', ['store/database']);
const migrate = at('store', 'src/store/migrate.ts', ['store/database']);
const keptJudgements = at('store', 'src/store/judgements.ts', ['store/judgements', 'web/reading']);
const levelsSeen = at('store', 'src/store/levels-seen.ts', ['store/judgements', 'web/reading']);
const removal = at('store', 'src/store/removal.ts', ['web/candidates', 'web/attacks']);
const attacked = at('pages', 'src/web/features/questions/routes.ts', ['web/attacks']);
const seenFirst = at('pages', 'src/web/levels/reader.ts', ['web/attacks']);
const briefGroups = at('pages', 'src/web/features/brief/groups.ts', ['web/brief-layout']);
const candidatesList = at('pages', 'src/web/features/vettings/candidates.ts', ['web/candidates-list']);
const notices = at('mail', 'src/store/notices.ts', ['mail/notices']);
const outboxFaults = at('mail', 'src/mail/outbox.ts', ['mail/notices']);
const claimedMail = at('mail', 'src/store/outbox-claims.ts', ['mail/notices']);
const worth = at('figures', 'src/domain/economics/worth.ts', ['domain/worth']);
const shifts = at('score', 'src/domain/people/paper-and-meeting.ts', ['domain/paper-and-meeting']);
const sheet = at('pages', 'src/web/features/meeting/sheet.ts', ['web/meeting']);
const longList = at('pages', 'src/web/features/comparison/list.ts', ['web/comparison']);
const memberships = at('store', 'src/store/members.ts', ['web/reading']);
const readingPages = at('pages', 'src/web/features/reading/routes.ts', ['web/reading']);
const reader = at('pages', 'src/web/levels/reader.ts', ['web/reading']);
const vettingPage = at('pages', 'src/web/features/vettings/page.ts', ['web/reading']);
const reading = at('score', 'src/domain/people/reading.ts', ['domain/reading']);
const agreement = at('score', 'src/domain/people/agreement.ts', ['domain/reading']);
const subjects = at('score', 'src/domain/people/subjects.ts', ['domain/reading']);
const headers = at('plugins', 'src/web/plugins/headers.ts', ['web/plugins']);
const access = at('plugins', 'src/web/plugins/access.ts', ['web/plugins', 'web/access']);
const readFirst = at('plugins', 'src/web/plugins/access.ts', ['web/members', 'web/reading']);
const csrf = at('plugins', 'src/web/plugins/csrf.ts', ['web/plugins', 'web/sign-in']);
const errors = at('plugins', 'src/web/plugins/errors.ts', ['web/plugins']);
const limits = at('plugins', 'src/web/plugins/limits.ts', ['web/plugins', 'web/sign-in']);
const locale = at('plugins', 'src/web/plugins/locale.ts', ['web/plugins']);
const forms = at('plugins', 'src/web/plugins/forms.ts', ['web/plugins']);
const localPaths = at('plugins', 'src/web/local-path.ts', ['web/plugins', 'web/sign-in']);
const csv = at('exports', 'src/web/downloads/csv.ts', ['web/exports']);
const exported = at('exports', 'src/web/features/exports/rows.ts', ['web/exports']);
const workbook = at('exports', 'src/web/features/exports/xlsx.ts', ['web/exports']);
const letters = at('pages', 'src/web/features/letters/page.ts', ['web/letters']);
const letterTexts = at('pages', 'src/web/features/letters/texts.ts', ['web/letters']);
const lettersTogether = at('pages', 'src/web/features/letters/routes.ts', ['web/letters']);
const comparison = at('pages', 'src/web/features/comparison/page.ts', [
  'web/blind',
  'web/map',
  'web/comparison',
]);
const map = at('pages', 'src/web/features/comparison/map.ts', ['web/map']);
const report = at('pages', 'src/web/features/report/page.ts', ['web/judgements']);
const reportNumbers = at('pages', 'src/web/features/report/numbers.ts', ['web/report']);
const ask = at('pages', 'src/web/features/interview/ask/page.ts', ['web/interview', 'web/probes']);
const lever = at('figures', 'src/domain/economics/lever.ts', ['domain/lever']);
const clashes = at('figures', 'src/domain/economics/clashes.ts', ['domain/clashes']);
const economics = at('figures', 'src/domain/economics/economics.ts', ['domain/economics']);
const expressions = at('figures', 'src/domain/language/expression.ts', ['domain/expression']);
const targets = at('figures', 'src/domain/language/targets.ts', ['domain/targets']);
const leverFields = at('figures', 'src/domain/interview/lever-fields.ts', ['web/own-figures']);
const numbersPage = at('figures', 'src/web/features/interview/page.ts', ['web/own-figures']);
const insight = at('score', 'src/domain/scoring/insight.ts', ['domain/imitations', 'domain/verdict']);
const verdicts = at('score', 'src/domain/scoring/verdict.ts', ['domain/imitations', 'domain/verdict']);
const businessModel = at('score', 'src/domain/scoring/criteria/business-model.ts', ['domain/imitations']);
const fit = at('score', 'src/domain/scoring/criteria/fit.ts', ['domain/criteria', 'domain/dossiers']);
const questioning = at('score', 'src/domain/scoring/criteria/questioning.ts', [
  'domain/criteria',
  'properties/invariants',
]);
const kpiLink = at('score', 'src/domain/scoring/criteria/kpi-link.ts', ['domain/criteria']);
const sense = at('score', 'src/domain/scoring/sense.ts', ['domain/sense']);
const wordOrder = at('score', 'src/domain/classifier/word-order.ts', ['domain/sense']);
const orderModel = at('score', 'src/domain/classifier/order-model.ts', ['domain/sense']);
const senseFlag = at('score', 'src/domain/scoring/flags.ts', ['domain/sense']);
const senseVerdict = at('score', 'src/domain/scoring/verdict.ts', ['domain/sense']);
const storedScores = at('store', 'src/store/scores.ts', ['cli/rescore', 'web/report']);
const rescoring = at('store', 'src/commands/rescore.ts', ['cli/rescore']);
const partnership = at('score', 'src/domain/scoring/criteria/partnership.ts', ['domain/imitations']);
const judgements = at('score', 'src/domain/people/judgements.ts', ['domain/judgements']);
const points = at('score', 'src/domain/scoring/points.ts', ['domain/judgements']);
const flags = at('score', 'src/domain/scoring/flags.ts', ['domain/flags']);
const verdictNames = at('score', 'src/reporting/names.ts', ['web/judgements']);
const terms = at('figures', 'src/domain/interview/answers.ts', ['web/own-figures']);
const deadlines = at('versions', 'src/store/deadlines.ts', ['web/deadline']);
const deadlinePages = at('versions', 'src/web/briefs/deadline.ts', ['web/deadline']);
const revisions = at('versions', 'src/store/revisions.ts', ['web/versions']);
const frames = at('versions', 'src/web/features/interview/frame.ts', ['web/versions']);
const dossiers = at('versions', 'src/domain/response/response.ts', ['domain/dossiers', 'cli/cli']);
const receipt = at('pages', 'src/web/features/interview/receipt/page.ts', ['web/receipt', 'web/versions']);
const facts = at('pages', 'src/reporting/facts.ts', ['web/walk', 'web/interview']);
const field = at('views', 'views/partials/field.hbs', ['web/walk', 'web/html']);
const layout = at('views', 'views/layouts/main.hbs', ['web/walk', 'web/html']);
const landing = at('views', 'views/interview/landing.hbs', ['web/walk', 'web/interview']);
const overview = at('views', 'src/web/features/vettings/tasks.ts', ['web/walk', 'web/overview']);
const tasks = at('pages', 'src/domain/people/tasks.ts', ['domain/tasks']);
const corrections = at('score', 'src/domain/scoring/corrections.ts', ['web/corrections']);
const keptCorrections = at('store', 'src/store/corrections.ts', ['web/corrections']);
const missing = at('pages', 'src/reporting/missing.ts', ['domain/missing']);
const english = at('locales', 'src/locales/en.json', ['documentation/words', 'web/walk']);
const japanese = at('locales', 'src/locales/ja.json', ['documentation/words', 'web/walk']);
const autosave = at('scripts', 'public/autosave.js', ['browser/saving']);
const drafts = at('scripts', 'public/desk.js', ['browser/drafts']);
const copies = at('scripts', 'public/banso.js', ['browser/drafts']);
const kept = at('kept', 'src/web/kept/pages.ts', ['web/kept-pages']);
const keptAnswers = at('kept', 'src/web/kept/answer.ts', ['web/kept-pages']);
const keptPages = at('kept', 'src/store/kept-pages.ts', ['web/kept-pages']);
const once = at('kept', 'src/web/plugins/once.ts', ['web/kept-pages']);
const links = at('kept', 'src/web/features/invitations/links/page.ts', ['web/kept-pages']);
const meanwhile = at('kept', 'src/web/forms/meanwhile.ts', ['web/meanwhile']);
const done = at('kept', 'src/web/plugins/done.ts', ['browser/drafts']);
const keptStore = at('kept', 'src/housekeeping.ts', ['web/kept-pages']);
const conversation = at('asking', 'src/store/conversation.ts', ['web/conversation']);
const asking = at('asking', 'src/web/features/interview/ask/asking.ts', [
  'web/conversation',
  'web/interview',
]);
const splitting = at('asking', 'src/domain/interview/split-questions.ts', ['domain/split-questions']);
const disclosure = at('asking', 'src/domain/interview/disclosure.ts', ['domain/disclosure']);
const start = at('asking', 'src/web/features/interview/entry/routes.ts', ['web/start']);
const probing = at('asking', 'src/web/features/interview/saving.ts', ['web/probes']);
const goalMetric = at('asking', 'src/domain/response/goal-metric.ts', ['domain/goal-metric']);
const situations = at('asking', 'src/domain/brief/situations.ts', ['domain/situations']);
const days = at('asking', 'src/domain/language/days.ts', ['domain/days']);
const bytes = at('asking', 'src/domain/forms/field.ts', ['web/full-forms']);
const figures = at('asking', 'src/reporting/facts.ts', ['web/numbers-page']);
const names = at('language', 'src/domain/people/names.ts', ['domain/names']);
const encodings = at('language', 'src/domain/language/encodings.ts', ['web/import', 'cli/cli']);
const list = at('pages', 'src/web/features/invitations/import/candidate-list.ts', ['web/import']);
const listRows = at('pages', 'src/web/features/invitations/import/list-rows.ts', ['web/import']);
const desk = at('scripts', 'public/desk.js', ['browser/shortlist']);

export const FAULTS: readonly Fault[] = [
  questions(
    'answered questions come first in the inbox',
    '({ isOpen }) => isOpen), ...questions',
    '({ isOpen }) => !isOpen), ...questions',
  ),
  questions(
    'a second press of the button mails the reply again',
    "if (question.reply === reply && question.toAll === toAll) return 'same';",
    '',
  ),
  questions(
    'a question of another vetting can be replied to',
    "    .where('candidates.vetting_id', '=', vetting.id)\n    .where(reachesOwner)",
    '    .where(reachesOwner)',
  ),
  interviews(
    'replies to one candidate are shown to the rivals',
    "    .where('asked_questions.reply_to_all', '=', 1)\n",
    '',
  ),
  interviews(
    'replies of another vetting are shown',
    "    .where('candidates.vetting_id', '=', vettingId)\n",
    '',
  ),
  interviews(
    "one's own question comes twice",
    "    .where('asked_questions.candidate_id', '!=', candidateId)\n",
    '',
  ),
  members(
    'a viewer invited again as evaluator stays a viewer',
    'doUpdateSet({ role })',
    'doUpdateSet({ joined_at: now.toISOString() })',
  ),
  members(
    'removing a member takes them out of all vettings',
    "    .deleteFrom('members')\n    .where('vetting_id', '=', vettingId)\n",
    "    .deleteFrom('members')\n",
  ),
  members(
    'an accepted invitation can be accepted again',
    "      .where('id', '=', id)\n      .where('accepted_at', 'is', null)\n",
    "      .where('id', '=', id)\n",
  ),
  members(
    'the owner can become a member of the own vetting',
    'if (accountId === vetting.ownerId) return false;',
    '',
  ),
  members(
    'an expired invitation is still good',
    'row.revoked_at === null && row.expires_at > now.toISOString()',
    'row.revoked_at === null',
  ),
  reminders(
    'a candidate whose link was revoked gets a new one',
    "    .where('invitations.revoked_at', 'is', null)\n",
    '',
  ),
  reminders(
    'those who have submitted are reminded',
    "    .where('interviews.submitted_at', 'is', null)\n",
    '',
  ),
  reminders('closed vettings remind', "    .where('vettings.state', '=', 'open')\n", ''),
  reminders(
    'everybody is reminded twice',
    '.set({ reminded_at: now.toISOString() })',
    '.set({ reminded_at: null })',
  ),
  outbox(
    'a mail that waits for its next attempt is sent at once',
    "    .where('outbox.next_attempt_at', '<=', now.toISOString())\n",
    '',
  ),
  outbox(
    'a mail that was being sent is sent again after a restart',
    "set({ state: 'uncertain', last_error: null })",
    "set({ state: 'queued', last_error: null })",
  ),
  sender(
    'stopping does not wait for the mail that is being sent',
    '    await running;\n    clearTimeout(patience);',
    '    clearTimeout(patience);',
  ),
  sender(
    'a reminder makes earlier links die',
    'return { token: await addInvitation(trx, candidateId, expiresAt, now), expiresAt };',
    'await revokeInvitations(trx, candidateId, now); return { token: await addInvitation(trx, candidateId, expiresAt, now), expiresAt };',
  ),
  transport('a refusal for good is tried again', "responseCode >= 500 ? 'refused' : 'later'", "'later'"),
  transport('a mail of which nobody knows is sent again', "isHandedOver ? 'unknown' : 'later'", "'later'"),
  messages(
    'a line break in a name reaches the subject',
    "text.replace(/[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]+/gu, ' ')",
    'text',
  ),
  lifeCycle('judgements of a deleted response stay', "    'judgements',\n", ''),
  lifeCycle('letters to a deleted candidate stay', "    'outbox',\n", ''),
  lifeCycle(
    'responses are deleted a day early',
    '(retention_days ?? 0) * DAY_MS <= now.getTime()',
    '((retention_days ?? 0) - 1) * DAY_MS <= now.getTime()',
  ),
  lifeCycle(
    "another owner's vetting can be closed",
    "    .where('id', '=', vetting.id)\n    .where('owner_id', '=', vetting.ownerId)\n    .where('state', 'in', [...from])",
    "    .where('id', '=', vetting.id)\n    .where('state', 'in', ['draft', 'open', 'closed', 'decided'])",
  ),
  lifeCycle(
    'the log keeps what was deleted',
    '  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);\n',
    '',
  ),
  fileLeft('the file keeps what was deleted', "  sqlite.pragma('secure_delete = ON');\n", ''),
  submissions('the second of two submissions replaces the first', '      .where(isBeingAnswered)\n', ''),
  answers(
    'a save after submission is kept',
    "if (numAffectedRows !== 1n) return { outcome: 'submitted' };",
    '',
  ),
  merging('the same words make a conflict', 'name in posted && !isSame(mine, theirs)', 'name in posted'),
  merging("a colleague's field is overwritten", "if (foreign.length === 0) return 'mine';", "return 'mine';"),
  merging(
    "one's own earlier save is a conflict",
    'since > version && (page === null || by !== page)',
    'since > version',
  ),
  merging('what a colleague changed is not told', "if (verdict === 'theirs') news[name] = theirs;", ''),
  merging(
    'a field that a page does not show is emptied',
    'const isShown = name in posted && ',
    'const isShown = ',
  ),
  saves('an older save of a page wins', 'sequence <= (sequences[page] ?? 0)', 'false'),
  seal(
    'terms are shown to another browser',
    'if (!isGiven || (session !== null && interview.termsSession === session)) return interview;',
    'return interview;',
  ),
  seal(
    'nothing says that terms were given',
    'termsSealedAt: interview.termsSavedAt }',
    'termsSealedAt: null }',
  ),
  openTerms(
    'terms of whoever submits after the unsealing are open unread',
    'unsealedAt !== null && (submittedAt <= unsealedAt || readAt !== null)',
    'unsealedAt !== null',
  ),
  openTerms(
    'reading opens the terms before the unsealing',
    'unsealedAt !== null && (submittedAt <= unsealedAt || readAt !== null)',
    '(unsealedAt !== null && submittedAt <= unsealedAt) || readAt !== null',
  ),
  openTerms('sealed prices leave the store', 'termsOpen && terms ?', 'terms ?'),
  unsealing(
    'prices are opened without reading and without a reason',
    'return unread === 0',
    'return unread >= 0',
  ),
  quantities('a minus is passed over', 'read.value.times(sign).toNumber()', 'read.value.toNumber()'),
  quantities(
    "a range's first figure is taken",
    "if (numbers.length > 1) return { problem: 'two_numbers' };",
    '',
  ),
  quantities('an open range is a number', "if (isRange(tokens)) return { problem: 'range' };", ''),
  quantities(
    'dollars are taken for yen',
    "token.kind === 'currency' && token.currency !== wanted.currency)\n      return",
    "token.kind === 'currency' && token.currency === 'other')\n      return",
  ),
  quantities(
    'what is said of the tax is turned round',
    "tax.included ? 'included' : 'excluded'",
    "tax.included ? 'excluded' : 'included'",
  ),
  numerals('万 is multiplied twice', 'value.times(myriad)', 'value.times(myriad).times(myriad)'),
  numerals('48.000 is forty-eight', 'if (EITHER_WAY.test(arabic) &&', 'if (false &&'),
  numerals('5千8千 is one number', 'small >= lastSmall', 'false'),
  dates(
    'a day that could be two is guessed',
    "if (Number(one) <= 12 && Number(other) <= 12 && one !== other) return { problem: 'ambiguous' };",
    '',
  ),
  dates('the first year of an era is the year before', "ofEra === '元' ? 1 :", "ofEra === '元' ? 0 :"),
  dates('every month ends on its 30th', "day.startsWith('末') ? last :", "day.startsWith('末') ? 30 :"),
  dates('31 June is 1 July', 'return isReal ?', 'return Number(year) >= 1900 ?'),
  dates(
    'March is the second month',
    'MONTHS.indexOf(name.slice(0, 3)) + 1',
    'MONTHS.indexOf(name.slice(0, 3))',
  ),
  sessions(
    'an ended session is still good',
    "    .where('sessions.expires_at', '>', now.toISOString())\n",
    '',
  ),
  sessions('an unused session goes on', "    .where('sessions.used_at', '>', ago(now, IDLE_HOURS))\n", ''),
  sessions('a switched-off account stays signed in', "    .where('owners.disabled_at', 'is', null)\n", ''),
  sessions(
    "anybody ends anybody's session",
    "where('owner_id', '=', ownerId).where('id', '=', sessionId)",
    "where('id', '=', sessionId)",
  ),
  accounts(
    'changing the password leaves other sessions',
    '    await endAllSessions(trx, ownerId, keptSessionId);\n',
    '',
  ),
  sessions(
    "changing the password ends everybody's sessions",
    "where('owner_id', '=', ownerId).where('id', '!=', keptId)",
    "where('id', '!=', keptId)",
  ),
  owners('two at once are the first owner', '(await hasOwners(trx)) ? null : ', ''),
  signInFailures(
    'a known browser is shut out by others',
    'if (await isKnownBrowser(db, attempt, now)) return',
    'if (false) return',
  ),
  signInFailures(
    'the first attempt from a new address waits for others',
    "if (each.kind !== 'account' || hasTried) waits",
    'waits',
  ),
  signInFailures(
    'an address is not counted',
    "    bucket('address', attempt.address),\n    bucket('account'",
    "    bucket('account'",
  ),
  attemptFaults('a switched-off account signs in', ' || owner.isDisabled', ''),
  accountLinks(
    'a link works for ever',
    "    .where('account_links.expires_at', '>', now.toISOString())\n",
    '',
  ),
  accountLinkPages(
    'a link to a new password works twice',
    'if (!(await findAccountLink(trx, tokenOf(request), now()))) throw',
    'if (false) throw',
  ),
  joining("an invitation is anybody's", 'if (request.owner.email !== email)', 'if (false)'),
  candidates(
    'a new link leaves the old one alive',
    '    await revokeInvitations(trx, candidateId, now);\n',
    '',
  ),
  candidates(
    "a rival's note is overwritten",
    "        .where('id', '=', candidateId)\n        .where('vetting_id', '=', vetting.id)\n        .execute();\n    }",
    "        .where('vetting_id', '=', vetting.id)\n        .execute();\n    }",
  ),
  database(
    'commits are not written through',
    "sqlite.pragma('synchronous = FULL');",
    "sqlite.pragma('synchronous = NORMAL');",
  ),
  // Left away, both stay as this build of SQLite has them.
  database('what belongs together is not checked', 'foreign_keys = ON', 'foreign_keys = OFF'),
  database(
    'schemas of strangers are trusted',
    "trusted_schema = OFF');\n  // What",
    "trusted_schema = ON');\n  // What",
  ),
  migrate(
    'no copy is made before an upgrade',
    "if (applied.length > 0 && file !== ':memory:')",
    'if (false)',
  ),
  migrate('an edited migration passes', 'if (known.checksum !== checksum)', 'if (false)'),
  questions(
    'what was closed still waits',
    'row.reply === null && row.closed_at === null',
    'row.reply === null',
  ),
  removal(
    'a removed name stays in the history',
    'if (rest.candidateId !== candidateId || candidate === undefined) continue;',
    'if (rest.candidateId !== candidateId || candidate !== undefined) continue;',
  ),
  removal(
    "a corrected name may be another candidate's",
    'return false;\n    await readdress',
    'return true;\n    await readdress',
  ),
  briefGroups('the sum of the shares passes over what is no number', ': Number.NaN', ': 0'),
  candidatesList('a search finds everybody', "isMany ? fold(find).text : ''", "isMany ? '' : find"),
  candidatesList('who has not submitted has no page', 'isOwner ? path : null', 'isOwner ? null : path'),
  removal(
    'a mail goes to an address that was corrected',
    '.set({ recipient: email })',
    '.set({ last_error: email })',
  ),
  attacked('a refused reply leaves a line', "return outcome === 'kept';", 'return outcome;'),
  seenFirst('levels that were seen end the reading', 'hasSeen && !(request', 'hasSeen || !(request'),
  notices(
    'what is switched off is told',
    'includes(notice.event)) return;',
    'includes(notice.event) && !row) return;',
  ),
  notices(
    'a deadline is told of again and again',
    'row.deadline_told === answersBy',
    'row.deadline_told === null',
  ),
  outboxFaults(
    'a notice that fails is told of by a notice',
    "if (mail.about === 'account' || mail.details.kind === 'notice') return;",
    '',
  ),
  claimedMail(
    'mail to a candidate is answered to itself',
    'return about.owner_email;',
    'return about.candidate_email;',
  ),
  worth('worth is what the goal is, not what it adds', '.minus(brief.kgi.current)', ''),
  worth('a price is that of its first month', 'initial.plus(monthly.times(12))', 'initial.plus(monthly)'),
  worth('an open half of a price counts as nothing', "?? 'words';", '?? null;'),
  shifts('levels without paper are compared with nothing', 'return paper === null ? [] :', 'return'),
  sheet('what another window noted goes with its question', '...sentQuestions(sent), ', ''),
  longList('nobody is found by name', '.includes(wanted)', '.includes(wanted.repeat(2))'),
  worth('no price is over the limit', '?? 0) > 100;', '?? 0) > 100_000;'),
  keptJudgements(
    'drafts are shown to everybody',
    "eb('levels_seen.seen_at', 'is not', null),",
    "eb('judgements.position', '>=', 0),",
  ),
  keptJudgements('what was seen counts as independent', 'seen === undefined ? 1 : 0', '1'),
  keptJudgements(
    'the same judgement is kept twice',
    'known === undefined || known.level !== level || known.reason !== reason',
    'true',
  ),
  levelsSeen('numbers are given anew', 'Math.max(0, ...numbers.values()) + 1', '1'),
  levelsSeen('numbers follow the order of submission', '(a.drawn < b.drawn ? -1 : 1)', '0'),
  memberships('a viewer becomes blind', "if (member?.role !== 'viewer') return;", 'return;'),
  readingPages('a note without a level is dropped', "else if (reason !== '')", 'else if (false)'),
  readingPages(
    'finishing leaves responses unread',
    "if (role === 'owner') await markAllRead",
    "if (role !== 'owner') await markAllRead",
  ),
  readingPages(
    'the later of two windows wins',
    'if (changedMeanwhile(request, storedValues(reader, subject)))',
    'if (false)',
  ),
  reader(
    'names stand on the pages of blind readers',
    'const isBlind = vetting.readsBlind;',
    'const isBlind = false;',
  ),
  reader(
    'names stand in the answers of blind readers',
    "isBlind ? anonymiser(hidden, t('compare.removed')) : ",
    '',
  ),
  vettingPage(
    'the overview names candidates to blind readers',
    'hidesNames: vetting.readsBlind && !hasRead',
    'hidesNames: false',
  ),
  reading(
    'what was given after seeing counts as agreement',
    'independent && personId !== null',
    'personId !== null',
  ),
  reading(
    'a criterion left to the rules stays open',
    ".filter(({ stage }) => stage === 'reading')\n",
    ".filter(({ stage, level }) => stage === 'reading' && level !== null)\n",
  ),
  agreement('differences weigh by their size alone', '(one - other) ** 2', 'Math.abs(one - other)'),
  agreement('few pairs read as agreement', "if (pairs < LEAST_PAIRS) return 'few';", ''),
  subjects('clashes are read under no criterion', ", 'addsUp.'", ''),
  headers('pages may be framed', 'frameAncestors: ["\'none\'"],', ''),
  headers('scripts of other sites may run', 'scriptSrc: ["\'self\'"]', "scriptSrc: [\"'self'\", 'https:']"),
  headers(
    'private pages may be kept by caches',
    "if (!request.routeOptions.url?.startsWith('/public/')) reply.header('Cache-Control', 'no-store');",
    '',
  ),
  headers('search engines may list pages', "reply.header('X-Robots-Tag', 'noindex, nofollow');", ''),
  headers(
    'the address of a link travels on',
    "referrerPolicy: { policy: 'no-referrer' }",
    "referrerPolicy: { policy: 'origin' }",
  ),
  headers(
    'no strict transport over https',
    'strictTransportSecurity: https && {',
    'strictTransportSecurity: false && {',
  ),
  groups('what failed beside others is kept', 'if (job.failure) await takeBack(trx, job.failure);', ''),
  groups('a commit that failed is told as kept', 'job.failure ?? commitFailure', 'job.failure'),
  groups(
    'a full disk is told as something else',
    'catch {\n    throw error;',
    "catch {\n    throw new Error('no');",
  ),
  groups('everybody has a commit of its own', 'splice(0, MOST_TOGETHER)', 'splice(0, 1)'),
  sharedTexts(
    'a version that was replaced still counts',
    ".whereRef('other.compared_at', '=', 'other.submitted_at')",
    '',
  ),
  sharedTexts('whoever was not compared yet shares nothing', 'response, others)];', 'response, [])];'),
  sharedTexts(
    'pairs of the version before stay',
    "or([eb('candidate_id', '=', id), eb('other_id', '=', id)])",
    "or([eb('candidate_id', '=', '')])",
  ),
  prepared(
    'a parameter stands for another',
    'parameters[each.slice(MARK.length)]',
    'Object.values(parameters)[0]',
  ),
  twoStep(
    'a one-time password works twice',
    ".where('two_step_used', '<', step)",
    ".where('two_step_used', '<=', step)",
  ),
  twoStep(
    'a recovery code works twice',
    'return Number(numDeletedRows) === 1',
    'return Number(numDeletedRows) >= 0',
  ),
  codeFaults(
    'the right password forgets what was guessed of the code',
    'await releaseAttempt(db, attempt, now());',
    'await endAttempt(db, { ...attempt, isCode: true }, now());',
  ),
  codeFaults('the password alone is enough', 'if (await findTwoStep(db, owner.id)) {', 'if (false) {'),
  secondStep('a code can come at any time', '> CODE_MS', '> Infinity'),
  erasure(
    'what was handed in can be erased',
    'if (await hasEverSubmitted(trx, candidateId)) return false;',
    '',
  ),
  erasure('the questions stay', ".where('reply', 'is', null)", ".where('reply', '=', '')"),
  erasure('a reply that others read goes', "    .where('reply', 'is', null)\n", ''),
  signInFailures(
    'of many guesses at once all are free',
    'if (wait === 0) for (const each of buckets) await count(trx, each, now);',
    '',
  ),
  signInFailures(
    'codes are not counted by account',
    "attempt.isCode ? [bucket('code', attempt.email)] : []",
    '[]',
  ),
  codeFaults('a password that was changed is still worth the step', 'passwordMark(owner) === mark', 'true'),
  twoStep('whoever was signed in before stays', 'await endAllSessions(trx, ownerId, keptSessionId);', ''),
  budgetHook('whoever only takes part makes vettings', '!session?.mayCreate', '!session'),
  cookies('a secret cookie is readable by scripts', 'httpOnly: true', 'httpOnly: false'),
  cookies('a secret cookie travels over plain http', 'secure: isSecure(app)', 'secure: false'),
  cookies('a neighbour can set a secret cookie', 'isSecure(app) ? `__Host-${name}` : name', 'name'),
  readFirst(
    'an evaluator sees levels before reading',
    "if (role === 'evaluator' && shown.length > 0) {",
    'if (false) {',
  ),
  access(
    "a rival's interview opens",
    "if (link?.candidateId !== candidateId) throw new PageError(403, 'linkClosed');",
    "if (!link) throw new PageError(403, 'linkClosed');",
  ),
  csrf(
    'forms of other sites pass where the browser says so',
    "site !== undefined && site !== 'same-origin' && site !== 'none'",
    'false',
  ),
  csrf('a form without the token passes', "request.method === 'HEAD' || request.is404", 'true'),
  errors('a full disk is called a fault of ours', 'if (isStorageFault(error))', 'if (false)'),
  limits('sign-in can be tried without end', 'SIGN_IN_LIMIT = { max: 10,', 'SIGN_IN_LIMIT = { max: 10_000,'),
  traffic('a form in a rush is taken for given up', 'raw.socket.destroyed ?', 'raw.destroyed ?'),
  traffic('a rush makes an endless queue', 'const MOST_OPEN = 200;', 'const MOST_OPEN = 200_000;'),
  csrfOrigin(
    'another origin passes where the browser says little',
    '!isOwnOrigin(origin, host, publicUrl)',
    'false',
  ),
  draining('stopping cuts those who are on their way', 'await sleep(LOOK_EVERY_MS)', 'break'),
  operations('a server that is stopping is ready', "traffic.isStopping ? 'stopping' : 'ok'", "'ok'"),
  metricsFaults('anybody reads the metrics', 'if (!timingSafeEqual(', 'if (false && !timingSafeEqual('),
  dialect('a save is acknowledged to a file that is gone', '!this.#isInPlace()', 'false'),
  dialect(
    'a lock is not waited for',
    'if (!isBusy(error) || Date.now() > until) throw error;',
    'throw error;',
  ),
  dialect('the rollback hides the cause', 'if (this.#sqlite.inTransaction) await super', 'await super'),
  lockFile('two servers share a file', "    lock.exec('BEGIN IMMEDIATE');\n", ''),
  copiesFaults('a backup writes over a file', 'if (existsSync(target)) throw', 'if (false) throw'),
  copiesFaults(
    'a restore leaves the log of what it replaces',
    "for (const suffix of ['-wal', '-shm', ''])",
    "for (const suffix of [''])",
  ),
  limits('links can be guessed without end', 'MISS_LIMIT = { max: 60,', 'MISS_LIMIT = { max: 60_000,'),
  locale('the choice of a language is forgotten', 'request.localeChosen = chosen.success;', ''),
  locale(
    'English browsers get Japanese',
    "if (language === 'ja' || language === 'en') return language;",
    "if (language === 'ja') return language;",
  ),
  forms("the page's own fields count as answers", "!name.startsWith('_')", 'name !== ""'),
  localPaths(
    'the language button leads to other sites',
    '.regex(/^\\/(?![/\\\\])[^\\s\\\\]*$/)',
    '.regex(/^\\//)',
  ),
  csv('a cell with a formula behind a line break runs', ".replace(/^[\\s\\u00a0]+/, '')", ''),
  csv('cells may be formulas', '    escape_formulas: true,\n', ''),
  csv('Excel reads Japanese as nonsense', '    bom: true,\n', ''),
  exported(
    'initial and monthly price are swapped',
    "const TERMS = ['initialPrice', 'monthlyPrice',",
    "const TERMS = ['monthlyPrice', 'initialPrice',",
  ),
  exported(
    'focus and metric stand under each other’s heading',
    '      report.priceDeadlineFocus,\n      report.metricChasing,',
    '      report.metricChasing,\n      report.priceDeadlineFocus,',
  ),
  exported('a sealed price looks as if none had been given', 'if (!termsOpen) return', 'if (false) return'),
  workbook('a cell holds more than Excel opens', 'MOST_CHARACTERS - 1', 'MOST_CHARACTERS'),
  letterTexts('all letters say that another was chosen', "isAnyChosen ? 'declined' : 'nobody'", "'declined'"),
  lettersTogether(
    'a letter is sent together twice',
    'if (isOnItsWay(await listMail(trx, vetting), id)) return false;',
    '',
  ),
  outboxFaults(
    'a link ends before its successor is taken',
    'await revokeInvitations(trx, mail',
    'void (trx, mail',
  ),
  letterTexts('weaknesses are praised as strengths', 'level >= STRONG', 'level <= STRONG'),
  letters('mailto breaks at the first &', 'body=${encodeURIComponent(text)}', 'body=${text}'),
  comparison(
    'blind numbers follow the order of adding',
    '.map(({ candidateId }) => candidateId).sort();',
    '.map(({ candidateId }) => candidateId);',
  ),
  comparison(
    "the respondent's own name stays in blind answers",
    '      ...submissions.map(({ respondentName }) => respondentName),\n',
    '',
  ),
  comparison(
    'hidden candidates stand on the map',
    '      all.filter(({ id }) => !view.hide.includes(id)),\n',
    '      all,\n',
  ),
  map(
    'the map stands on its head',
    'y: TOP + SIDE - (SIDE * candidate.priceDeadlineFocus) / 100',
    'y: TOP + (SIDE * candidate.priceDeadlineFocus) / 100',
  ),
  map(
    'the map shows the wrong figure',
    'x: LEFT + (SIDE * candidate.understanding) / 100',
    'x: LEFT + (SIDE * candidate.metricChasing) / 100',
  ),
  reportNumbers('half credit is shown as a quarter', "credit === 0.5 ? 'half'", "credit === 0.5 ? 'quarter'"),
  report(
    'the computed level is shown as the own one',
    '{ computed: computedLevel })',
    '{ computed: level })',
  ),
  ask(
    'questions left, off by one',
    'const left = MAX_QUESTIONS - interview.questions.length;',
    'const left = MAX_QUESTIONS - interview.questions.length - 1;',
  ),
  receipt(
    'the receipt tells the time of another zone',
    "formatInstant(submission?.at ?? '', locale, brief.timeZone)",
    "formatInstant(submission?.at ?? '', locale, 'UTC')",
  ),
  receipt(
    'the receipt tells in the time of another zone when the prices were opened',
    'formatInstant(unsealedAt, locale, interview.brief.timeZone)',
    "formatInstant(unsealedAt, locale, 'UTC')",
  ),
  facts(
    'fixed cost per month is shown as per cent',
    "if (unit === 'money') return formatMoney",
    "if (unit === 'money' && name !== 'fixedCostPerMonth') return formatMoney",
  ),
  facts(
    'the smallest channel comes first',
    '.sort(([, a], [, b]) => b - a)',
    '.sort(([, a], [, b]) => a - b)',
  ),
  field('a label is missing', '<label for="{{id}}">\n        {{~label}}', '<label>\n        {{~label}}'),
  field(
    'no unit stands beside an amount',
    '{{#if unit}}<span class="unit" id="{{id}}-unit">{{unit}}</span>{{/if}}',
    '',
  ),
  field('what is wrong is not tied to the field', '{{> described}}\n            >', '>'),
  layout('the page does not say its language', '<html lang="{{locale}}">', '<html>'),
  layout('nobody can sign out', 'action="/sign-out"', 'action="/nowhere"'),
  landing('the landing page no longer says until when', '<p>{{until}}', '<p>'),
  overview('the overview leads nowhere', ': `${base}/brief`,', ': `${base}/nowhere`,'),
  english(
    'the best verdict is called by the name of another',
    '"partner": "Partner candidate"',
    '"partner": "Metric chaser"',
  ),
  japanese('weeks are shown as months', '"weeks": "週間"', '"weeks": "か月"'),
  autosave(
    'the page does not learn the version of its own save',
    'form.elements.version.value = result.version;',
    '',
  ),
  autosave('after a failed save nothing is tried again', '      later(RETRY);\n', ''),
  autosave(
    'what is typed during a save is not saved',
    'saved = untouched ? snapshot() : now;',
    'saved = snapshot();',
  ),
  autosave(
    'no copy is kept when a save fails',
    'tell(keepCopy(form) ? words.failed : words.unkept, true);',
    'tell(words.failed, true);',
  ),
  desk('dragging a row does not number the ranks', 'value = String(++rank)', "value = ''"),
  drafts(
    'leaving with unsent text is not asked about',
    'keepCopy(form))) event.preventDefault()',
    'keepCopy(form))) event.stopPropagation()',
  ),
  drafts('another tab is not heard of', 'if (key === keyOf(form) && newValue !== null)', 'if (key === null)'),
  copies('a copy is never offered', 'form.before(offer);', ''),
  copies('a copy is offered where it is folded away', 'if (fold) fold.open = true;\n}', '}'),
  kept(
    'what one account kept is shown to the next in the same browser',
    'account === null || account === request.owner?.id',
    'true',
  ),
  keptAnswers('a refused form has no address', "request.method === 'POST' &&", "request.method === 'PUT' &&"),
  keptPages('links are kept as they are', 'cipher.update(gzipSync(text))', 'gzipSync(text)'),
  keptPages(
    'one day is forever',
    ".where('topic', '=', topic)\n    .where('kept_until', '>=', now.toISOString())",
    ".where('topic', '=', topic)",
  ),
  once('a second click does the work again', 'return reply.redirect(location, 303);', 'request.formId = id;'),
  once('a refused form cannot be sent again', '&& !request.isRefused', ''),
  links(
    'a withdrawn link is shown as if it worked',
    "return found !== null && found.state !== 'revoked';",
    'return found !== null;',
  ),
  meanwhile('a later save replaces an earlier one unasked', 'return request.isHeldBack;', 'return false;'),
  meanwhile('every save is held back', "base === '' || base === baseOf(stored)", "base === ''"),
  done('a draft stays when the server has it', 'nameDone(reply, `${form}', 'nameDone(reply, `x${form}'),
  names('forms of one kanji are kept apart', 'VARIANTS[character] ?? character', 'character'),
  names('companies of two legal forms are one', 'agree(a.legalForm, b.legalForm) &&', ''),
  names('a second name in brackets is not known', 'return [whole, ...within]', 'return [whole]'),
  encodings(
    'EUC-JP is read as Shift_JIS',
    'halfWidth > shiftJis.length * TOO_MUCH_HALF_WIDTH',
    'halfWidth > shiftJis.length',
  ),
  list(
    'the person is taken for the company',
    'find(COMPANY) ?? find(PERSON)',
    'find(PERSON) ?? find(COMPANY)',
  ),
  listRows(
    'a comma in a name of a table is a new column',
    "delimiter: isTable ? ['\\t'] : DELIMITERS",
    'delimiter: DELIMITERS',
  ),
  keptStore('what is kept stays for ever', '    () => forgetOldPages(db, now()),\n', ''),
  keptAnswers("an owner's try is kept", '  !request.isPreview &&\n', ''),
  once(
    'a link that was put away is never made again',
    'location && (await isStillThere(request, location))',
    'location',
  ),
  conversation(
    'somebody else’s question can be withdrawn',
    "    .where('candidate_id', '=', candidateId)\n    .where('reply', 'is', null)",
    "    .where('reply', 'is', null)",
  ),
  conversation(
    'a question after the facts stays with us',
    "question.phase === 'after_facts' ? at : null",
    'null',
  ),
  asking(
    'a question is asked twice',
    'else if (asked.some((known) => isSameQuestion(known, text)))',
    'else if (false)',
  ),
  asking(
    'what was sent is still in the box',
    "{ ...formValues(request), question: '' }",
    'formValues(request)',
  ),
  splitting(
    'a list of names is one question',
    'return japaneseList(question) ?? englishList(question)',
    'return englishList(question)',
  ),
  splitting('a number is parted at its comma', '[，,](?![0-9０-９])', '[，,]'),
  disclosure('a guess is an answer', 'best.weight < ENOUGH', 'best.weight < 1'),
  disclosure('a thin fact is an answer', 'textOf(brief, each).length >= THIN', 'true'),
  disclosure('what no fact speaks of is answered', 'if (aspects.length === 0)', 'if (aspects.length >= 0)'),
  start(
    'who starts after all stays declined',
    'if (link.isDeclined) await setDeclined',
    'if (false) await setDeclined',
  ),
  start('what is submitted can be declined', 'if (link.isSubmitted) throw', 'if (false) throw'),
  probing(
    'what was exchanged after the question is forgotten',
    "step === 'propose' ? channelsToProbe",
    "step === 'terms' ? channelsToProbe",
  ),
  goalMetric("the owner's word for the goal is far from it", 'if (THE_GOAL.test(name)) return true;', ''),
  goalMetric('a trial is the goal', '|visit|trial|download/', '|visit|download/'),
  situations('every vetting asks the same', '`${seed}:situations`', "'situations'"),
  days('a deadline is a day early', 'day + later + 1', 'day + later'),
  bytes('a form full of emoji is too large', 'maxLength(field) * UNITS_PER_CHARACTER', 'maxLength(field)'),
  figures(
    'a figure that is needed is missing',
    "maxCostPerInquiry: ['acquisitionSharePercent', 'closeRatePercent']",
    "maxCostPerInquiry: ['acquisitionSharePercent']",
  ),
  lever(
    'a price moves what a close rate moves',
    "figure === 'inquiriesPerMonth' || figure === 'closeRatePercent'",
    'true',
  ),
  lever('a lever over the stay is one of a year', 'product(more, year, inputs.years)', 'product(more, year)'),
  lever('close is right', 'within(answer, nearest.value, 5) ? 1', 'within(answer, nearest.value, 25) ? 1'),
  clashes(
    'as many as can be served are too many',
    'if (needed <= capacity) return null;',
    'if (needed < capacity) return null;',
  ),
  clashes('a target is never short', 'if (most.customers < needed * ENOUGH)', 'if (most.customers < 0)'),
  clashes(
    'the lightest clash is asked about',
    '.sort((a, b) => b.weight - a.weight)',
    '.sort((a, b) => a.weight - b.weight)',
  ),
  economics('those who leave may not be counted', 'alsoRight: [withLeaving]', 'alsoRight: []'),
  expressions(
    'a share of an amount is a difference',
    "pieces.push({ sign: '×' });",
    "pieces.push({ sign: '-' });",
  ),
  targets('a year is a target', 'A_YEAR.test(text.slice(start, end))', 'false'),
  leverFields(
    'nothing moved is a lever',
    'if (lever_to === leverToday(brief, figure)) {',
    'if (lever_to === undefined) {',
  ),
  numbersPage('nobody is told that an answer differs', 'return differing.length > 0 && ', 'return false && '),
  terms('what was written beside a price is lost', "...given('asWritten', asWritten(typed)),", ''),
  deadlines('a later deadline of one candidate is lost', 'own > day ? own : day', 'day'),
  deadlines('withdrawn links come back', "    .where('revoked_at', 'is', null)\n", ''),
  deadlinePages('a deadline in the past is taken', "return problem('deadline_over');", 'return [];'),
  revisions('a version that was taken back counts as replaced', 'ended_as: as,', "ended_as: 'replaced',"),
  submissions(
    'a better version counts as read',
    '.set({ read_at: null, response_deleted_at: null })',
    '.set({ read_at: now.toISOString(), response_deleted_at: null })',
  ),
  frames('answers are changed after the deadline', "link.state === 'valid' && !isOver(link.vetting)", 'true'),
  dossiers('an old file holds what is new', 'if (dossier.format === DOSSIER_FORMAT) return;', 'return;'),
  insight('padding is news', '!PADDING.has(word) && ', ''),
  insight('what the brief holds is news', '!known.has(word) && ', ''),
  insight('what stands on nothing adds', 'stands && group.some', 'group.some'),
  verdicts('no floor keeps anybody from being a partner', ' &&\n    floorsMissing(levels).length === 0', ''),
  verdicts('few metrics are never too many', 'limit.metricChasingShallow && isShallow', '100 && isShallow'),
  verdicts('a price pitch with a form is worth a talk', '|| isShallow', ''),
  businessModel('saying a fact again earns all', 'const RESTATED = 0.5;', 'const RESTATED = 1;'),
  fit('the choice alone earns all', 'const CHOICE_SHARE = 0.25;', 'const CHOICE_SHARE = 1;'),
  fit(
    'the reason handed back earns what an own one does',
    'const WITHDRAWN_ECHOING = 0.25;',
    'const WITHDRAWN_ECHOING = 0.8;',
  ),
  questioning('a question asked again goes deeper', ' && !isRepeated', ''),
  kpiLink('metrics without a target reach the goal', 'adds ? 4 : WITHOUT_TARGET', '4'),
  partnership(
    'the right reactions are a partner',
    'const SITUATION_LEVELS = 1.5;',
    'const SITUATION_LEVELS = 4;',
  ),
  judgements(
    'a level of the meeting counts as one of reading',
    'if (judgement.stage !== stage) continue;',
    '',
  ),
  judgements('any level of a person confirms', 'JUDGED_BY_PEOPLE.every(', 'JUDGED_BY_PEOPLE.some('),
  points(
    'a range leaves nothing out',
    'const least = Math.min(total - READINGS_APART, ...without);',
    'const least = total - READINGS_APART;',
  ),
  flags('own words are never left to people', 'isOwn ? [', 'false ? ['),
  sense('words in any order are sentences', 'words < FEWEST_ORDERED || effect', 'true || effect'),
  sense('a few words are judged by their order', 'const FEWEST_ORDERED = 40;', 'const FEWEST_ORDERED = 1;'),
  sense(
    'a text for another business speaks of this one',
    'const LEAST_OF_BRIEF = 0.13;',
    'const LEAST_OF_BRIEF = 0;',
  ),
  wordOrder(
    'a word is exchanged with itself',
    'const at = (index + step * stride) % places.length;',
    'const at = index;',
  ),
  orderModel(
    'the context of a character is left out',
    'length < longest && length <= at',
    'length < 1 && length <= at',
  ),
  senseFlag(
    'unconnected words are capped in one answer only',
    "const OF_ALL: readonly FlagKey[] = ['no_sense'];",
    'const OF_ALL: readonly FlagKey[] = [];',
  ),
  senseVerdict(
    'a text for another business is judged with confidence',
    "if (!input.isReadable) return 'low';",
    '',
  ),
  storedScores(
    'a score that cannot be read ends the page',
    '  } catch {\n    return null;\n  }\n}\n\n/** The stored score',
    '  } catch (error) {\n    throw error;\n  }\n}\n\n/** The stored score',
  ),
  rescoring(
    'the order of keys is a difference',
    '!isDeepStrictEqual(current?.score, fresh)',
    'JSON.stringify(current?.score) !== JSON.stringify(fresh)',
  ),
  tasks(
    'what is done is still to do',
    "key === next ? 'next' : done[key] ? 'done'",
    "key === next ? 'next' : false ? 'done'",
  ),
  tasks('unread answers are no task', 'read: isRead,', 'read: true,'),
  corrections('a remark that is wrong stays', 'wrongFlags.some(', 'false && wrongFlags.some('),
  corrections('the topic meant is not looked at', 'topics[String(index)]', 'topics[String(index + 1)]'),
  keptCorrections(
    'corrections outlive the answers that they are about',
    "    .where('inputs_hash', '=', hashInputs(brief, response))\n",
    '',
  ),
  missing(
    'a kept unfit channel is a weak reason',
    "'channel_withdrawn_thin' : 'channel_unfit'",
    "'channel_withdrawn_thin' : 'reason_thin'",
  ),
  verdictNames('nobody waits for a person', "verdict === 'partner' && !confirmed", 'false'),
  locks('nothing is locked', 'if (isPostgres(trx)) await', 'if (false) await'),
  dueOnce(
    'every server deletes what is due',
    "    .where('response_deleted_at', 'is', null)\n    .executeTakeFirst();",
    '    .executeTakeFirst();',
  ),
  leases(
    'a start makes others’ mails uncertain',
    "(all ? sending : sending.where('claimed_until', '<', now.toISOString()))",
    'sending',
  ),
  briefs(
    'a brief is changed without the lock',
    'inTransaction(db, `vetting:${id}`,',
    'inTransaction(db, `vetting:${Math.random()}`,',
  ),
  storageFaults('an outage is called a fault of ours', '[SQLITE, POSTGRES, NETWORK]', '[SQLITE]'),
  pools('a connection that breaks ends the process', "client.on('error', () => undefined);", ''),
  copying('what was written is not read again', 'read.rows !== there.rows ||', 'false &&'),
  copying('triggers stay off', '      await enable();\n', ''),
  comingBack(
    'another candidate’s session is taken over',
    "query.selectFrom('invitations').select('id').where('candidate_id', '=', link.candidateId)",
    "query.selectFrom('invitations').select('id')",
  ),
  comingBack(
    'a browser that comes back is a new one',
    'const token = isKnown ? known : newToken();',
    'const token = newToken();',
  ),
  clashesTold(
    'the right sum is told before it was asked',
    'response.numbers?.customersNeeded?.value ?? null;\n  // Nobody',
    'customersNeeded(brief, response);\n  // Nobody',
  ),
  limitsShared('each server counts for itself', 'isPostgres(db) ? {', 'false ? {'),
  theDoor('anything is written past the door', '!MAY_STAND_ALONE.has(table)', 'false'),
  theDoor('a change of a row is no write', "    case 'UpdateQueryNode':\n", "    case 'RawNode' as never:\n"),
  onward(
    'whoever comes too late is led nowhere',
    'if (status !== 409) return null;',
    'if (status) return null;',
  ),
  factsLater('later means on', "=== 'later'", "=== 'never'"),
  talks('meetings stay behind', 'meetings.get(candidateId) ?? []', '[]'),
  talks('what was asked back stays behind', 'askedBack.get(candidateId) ?? []', '[]'),
  told('nobody is counted as told', 'told.has(id)', 'false'),
  told('asking back does not show', 'askedBack > 0 ?', 'false ?'),
  askedBackList('whom one has asked back is not listed', '[...kept, ...others]', '[...kept]'),
  listedLinks('a link that is made is on no record', "      'link_made',\n", "      'candidate_added',\n"),
  erased('the operator finds nobody by address', "[name, email ?? '']", '[name]'),
  releasing(
    'every sign-in looks at everybody’s failures',
    "deleteFrom('sign_in_failures').where('bucket', '=', key).where(",
    "deleteFrom('sign_in_failures').where(",
  ),
  aheadOfTime('pages are sent ahead', 'isAhead(request)) throw', 'false) throw'),
  headOnly('HEAD opens a page', "request.method === 'HEAD' && access !== undefined", 'false && access'),
  openedByClick(
    'following a link shows levels',
    'else if (shown.length > 0) return',
    'else if (false) return',
  ),
  openedByClick('who may only look has to open', "levels && role !== 'viewer'", 'levels'),
  openingMarks('opening marks nothing', 'return markRead(trx, candidate.id, now());', 'return true;'),
  openingMarks('opening leads anywhere', 'next.startsWith(', 'next.includes('),
  openingReport('a report counts as read without a click', 'candidate.readAt === null)', 'false)'),
  repliesShown('replies stay new', 'giveSecret(reply, cookieOf', 'void (reply, cookieOf'),
  claims(
    'a mail that cannot be read is read for ever',
    "state: 'failed', error: 'what",
    "state: 'uncertain', error: 'what",
  ),
  claims('a link is made of a mail that was taken back', 'row.claimed_until !== WITHDRAWN', 'true'),
  sender(
    'a mail that cannot be prepared is given up',
    "outcome: 'later', error: 'the mail",
    "outcome: 'refused', error: 'the mail",
  ),
  sender(
    'a link ends with the day of the queue',
    'await answersUntil(trx, candidateId, now)',
    'now.toISOString()',
  ),
  outboxStore(
    'a withdrawn link comes back by mail',
    "await withdraw(db, ['candidate_id', candidateId], kinds);",
    '',
  ),
  outboxStore(
    'the end of a vetting calls nobody back',
    "await withdraw(db, ['vetting_id', vettingId], CALLS);",
    '',
  ),
  outboxStore('anybody floods a mailbox', 'same.length < ACCOUNT_MAILS_A_DAY', 'true'),
  endings('a decision outlives its end', 'set({ decision: null, told_at: null })', 'set({})'),
  endings('nobody’s answers are deleted', 'eb.exists(', 'eb.not(eb.lit(false)) ?? eb.exists('),
  ownCopies('a copy is not called one', 'TITLE_LENGTH - lengthOf(', 'TITLE_LENGTH ?? lengthOf('),
  askedInOrder('the limit of questions is none', 'asked.length + questions.length > MAX_QUESTIONS', 'false'),
  openings('an opening leaves with its browser', 'await noteOpening(', 'void ('),
  vettingList('candidates move no vetting', "count?.submitted_at ?? ''", "''"),
  trials(
    'two tries at once collide',
    'inTransaction(previews, `vetting:${vetting.id}`, (trx) => start(trx,',
    '((trx) => start(trx,',
  ),
  goals('a goal may lie in the past', 'values.by < localDay(', "'' > localDay("),
  follows(
    'figures of the example look like one’s own',
    'page !== writing && vetting',
    'page === null && vetting',
  ),
  postedForms('forms of any size are read', 'Math.min(MOST_READ,', 'Math.max(MOST_READ,'),
  onTheWay(
    'slow senders shut everybody out',
    'state.open - received > MOST_OPEN) throw',
    'state.open > MOST_OPEN / 2) throw',
  ),
  onTheWay('one address takes all the room', '|| fromOne > MOST_RECEIVED_FROM_ONE', ''),
  onTheWay('who watches is refused in a rush', 'if (request.routeOptions.config.watches) return;', ''),
  aspects('the budget is only told by its name', '(fact === each && isTold(brief, each)) ||', ''),
  aspects('prices are answered with the budget', "(fact !== 'budget' || NAMES_BUDGET.test(text)) && ", ''),
  aspects('figures of the page tell nothing', 'figureOf(brief, each, figure) !== undefined', 'false'),
  pastes('greetings are questions', '=> isCourtesy(normaliseText(sentence)) || isLeading', '=> isLeading'),
  pastes('headings are questions', ' || isHeading(line, ', ' || false && isHeading(line, '),
  courtesies('greetings say something of the business', '!isCourtesy(normalised)', 'true'),
  ways('a way ends at its first step', 'chain.push(place);', 'break;'),
  ways('words that nobody can place vanish', "name, 'unplaced'));", "name, 'path_short'));"),
  placesFault('a way of two steps is one place', 'steps.length > 1 && way.length > 0', 'false'),
  ownersFigures('the figure of a season contradicts', 'also: numbersBeside(INQUIRIES, brief),', ''),
  ownersFigures('prices in pounds are unknown', 'known.some', '[year].some'),
  sumsRight('one right sum is none', 'evidence.length > 0 ? LEAST_RIGHT : 0', '0'),
  askedFor(
    'answers to questions back are held against one',
    "orientation === 'terms' && ASKED_FOR.test(path)",
    'false',
  ),
  pricesOutside(
    'prices without a word for them are passed over',
    'if (isFee) return MONEY',
    'if (!isFee) return false; return MONEY',
  ),
  pricesOutside("the owner's fees are the candidate's", '!ownersWords.includes(word)', 'true'),
  pricesOutside('money of the business is a price', '!BUSINESS.test(said) && ', ''),
  pricesAsked('a sum that was asked for is a price', ' || ASKED_FOR.test(answer)', ''),
  askedFirst(
    'prices push a contradiction out of the questions',
    '...scored.flags.map(',
    '...scored.flags.slice(0, MOST_QUESTIONS).map(',
  ),
  pointedOut('what is only pointed out holds levels back', 'CAPS[key] ?? [])', 'CAPS[key] ?? 4)'),
  ranges('a range has one end', 'read.value < most.value) return {', 'read.value > most.value) return {'),
  amounts('each of something is all', 'if (wanted.inAll && each) return', 'if (false) return'),
  toldDays('a deadline that was told is shortened', 'String(values.answersBy) < told)', 'false)'),
  answersAnew(
    'an answer after a deleted one stays deleted',
    'read_at: null, response_deleted_at: null',
    'read_at: null',
  ),
  pastes('letterheads are questions', '|| isAround(line, at, all)', ''),
  placesFault('what is denied is a step', '.filter((step) => !DENIED.test(step))', ''),
  amounts('another percentage is another price', 'beside === undefined ? whole', 'true ? whole'),
  outboxStore('others keep one out of the own account', 'return alive.length === 0;', 'return false;'),
  sender(
    'a mail that was taken back is sent again',
    'if (!(await isStillWanted(db, mail.id))) return removeMail',
    'if (false) return removeMail',
  ),
];
