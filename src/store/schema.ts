import type { Generated, Selectable } from 'kysely';

/** Tables as they are stored. Times are ISO 8601 in UTC, truth values 0 or 1, structures JSON text. */
export type Tables = {
  owners: {
    id: string;
    email: string;
    password_hash: string;
    created_at: string;
    disabled_at: Generated<string | null>;
    verified_at: Generated<string | null>;
    may_create: Generated<number>;
    two_step_secret: Generated<string | null>;
    two_step_at: Generated<string | null>;
    /** The last time step whose code was taken, in half minutes since 1970. */
    two_step_used: Generated<number | null>;
  };
  shared_texts: { candidate_id: string; other_id: string; answer: string; share: number };
  recovery_codes: { owner_id: string; code_hash: string };
  sessions: {
    id: string;
    token_hash: string;
    owner_id: string;
    created_at: string;
    expires_at: string;
    used_at: string;
    agent: Generated<string>;
  };
  account_events: { id: string; owner_id: string; at: string; act: string; agent: Generated<string> };
  account_links: {
    token_hash: string;
    owner_id: string;
    purpose: string;
    created_at: string;
    expires_at: string;
  };
  sign_in_failures: { bucket: string; failures: number; last_at: string };
  known_browsers: { token_hash: string; owner_id: string; used_at: string };
  heartbeat: { one: number; at: string };
  setup_code: { one: number; code_hash: string };
  vettings: {
    id: string;
    owner_id: string;
    state: string;
    brief: string;
    sample_pages: string;
    is_sample: number;
    created_at: string;
    updated_at: string;
    /** Another one after every change of the row; set by triggers. */
    version: Generated<string>;
    first_invited_at: string | null;
    unsealed_at: string | null;
    archived_at: string | null;
    decided_at: string | null;
    /** When it was closed without a decision. */
    closed_at: Generated<string | null>;
    retention_days: number | null;
    reminds: Generated<number>;
    first_review_on: string | null;
    decision_reason: Generated<string>;
    weights: string | null;
    unsealed_reason: Generated<string>;
    reads_blind: Generated<number>;
    notices_off: Generated<string>;
    deadline_told: Generated<string | null>;
  };
  history: {
    id: string;
    owner_id: string;
    vetting_id: string | null;
    position: number;
    at: string;
    person: string;
    act: string;
    details: string;
  };
  candidates: {
    id: string;
    vetting_id: string;
    name: string;
    email: string | null;
    created_at: string;
    shortlisted: number;
    shortlist_rank: number | null;
    note: string;
    read_at: string | null;
    decision: string | null;
    decision_reason: Generated<string>;
    /** When the candidate said that it takes no part, and why. */
    declined_at: Generated<string | null>;
    /** A later deadline than the vetting's, as a day there. */
    answers_by: Generated<string | null>;
    declined_because: Generated<string>;
    reminded_at: string | null;
    response_deleted_at: string | null;
    told_at: Generated<string | null>;
    meeting_questions: string | null;
  };
  invitations: {
    id: string;
    candidate_id: string;
    token_hash: string;
    created_at: string;
    expires_at: string;
    revoked_at: string | null;
    opened_at: string | null;
  };
  candidate_sessions: { token_hash: string; invitation_id: string; created_at: string };
  link_openings: { id: string; candidate_id: string; opened_at: string };
  interviews: {
    candidate_id: string;
    step: string;
    nudged_at: string | null;
    facts_opened_at: string | null;
    saved_at: string;
    submitted_at: string | null;
    submitted_brief: string | null;
    submitted_response: string | null;
    /** Since when the candidate works on a better version of what it submitted. */
    revising_at: Generated<string | null>;
    /** Channels that were asked back about, separated by commas. */
    probed_channels: Generated<string>;
    /** When the version was submitted that was compared with the others; see shared_texts. */
    compared_at: Generated<string | null>;
  };
  further_questions: {
    id: string;
    candidate_id: string;
    position: number;
    text: string;
    /** The day until whose end it can be answered. */
    answers_by: string;
    asked_at: string;
    answer: Generated<string>;
    answered_at: string | null;
  };
  earlier_submissions: {
    id: string;
    candidate_id: string;
    submitted_at: string;
    brief: string;
    response: string;
    ended_at: string;
    /** `replaced` by a better version, or `withdrawn`. */
    ended_as: string;
  };
  answers: {
    candidate_id: string;
    step: string;
    typed: string;
    complete: number;
    saved_at: string;
    version: number;
    /** When the step was complete for the first time. */
    completed_at: string | null;
    /** Which opened page saved it last. */
    page: string | null;
    /** What each field was at its last versions; see FieldVersions. */
    fields: Generated<string>;
    /** The last save of each page, by the page's id. */
    sequences: Generated<string>;
    /** The session (its hash) in which the terms were typed; only it may read them. */
    session: string | null;
  };
  scores: {
    id: string;
    candidate_id: string;
    position: number;
    rubric: string;
    inputs_hash: string;
    score: string;
    scored_at: string;
  };
  judgements: {
    id: string;
    candidate_id: string;
    position: number;
    /** Null once the person's account is gone. */
    person_id: string | null;
    person: string;
    subject: string;
    stage: string;
    level: number | null;
    reason: string;
    independent: number;
    judged_at: string;
  };
  levels_seen: { candidate_id: string; person_id: string; seen_at: string };
  meetings: {
    candidate_id: string;
    person_id: string;
    met_on: string | null;
    notes: string;
    saved_at: string;
  };
  reading_numbers: { person_id: string; candidate_id: string; number: number };
  corrections: {
    id: string;
    candidate_id: string;
    position: number;
    inputs_hash: string;
    corrections: string;
    reason: string;
    decided_by: string;
    decided_at: string;
  };
  members: { vetting_id: string; owner_id: string; role: string; joined_at: string };
  member_invitations: {
    id: string;
    vetting_id: string;
    email: string;
    role: string;
    token_hash: string;
    created_at: string;
    expires_at: string;
    accepted_at: string | null;
    revoked_at: string | null;
  };
  outbox: {
    id: string;
    /** Null in a mail about an account, which has an owner instead. */
    vetting_id: string | null;
    candidate_id: string | null;
    owner_id: Generated<string | null>;
    kind: string;
    recipient: string;
    details: string;
    state: string;
    attempts: number;
    next_attempt_at: string;
    claimed_until: Generated<string | null>;
    last_error: string | null;
    created_at: string;
    sent_at: string | null;
  };
  kept_pages: {
    id: string;
    /** Hash of the browser's key. */
    browser: string;
    topic: string;
    /** Encrypted with the browser's key. */
    content: string;
    kept_at: string;
    kept_until: string;
  };
  answered_forms: {
    id: string;
    /** Null while the form is being worked on. */
    location: string | null;
    posted_at: string;
  };
  asked_questions: {
    id: string;
    candidate_id: string;
    position: number;
    text: string;
    phase: string;
    topic: string;
    /** Topics of the facts that answered it, separated by commas; empty where none did. */
    facts: string;
    reply: string | null;
    reply_to_all: number;
    replied_at: string | null;
    asked_at: string;
    /** When the candidate said that the shown facts answer it, passed it on, or took it back. */
    answered_at: Generated<string | null>;
    passed_on_at: Generated<string | null>;
    withdrawn_at: Generated<string | null>;
    /** When the owner closed it without an answer. */
    closed_at: Generated<string | null>;
  };
};

/** A vetting's row as it is read. */
export type VettingRow = Selectable<Tables['vettings']>;
