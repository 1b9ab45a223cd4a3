create table of_units (
    id text not null primary key, name text not null, kind text not null, parent_id text, sort integer not null, active boolean not null, revision bigint not null
);

create table of_campaigns (
    id text not null primary key, name text not null, template_id text, status text not null, start text not null, region text not null,
    calendar_revision integer not null, plan text not null, created_by text not null, created_at bigint not null, started_at bigint,
    templates_started boolean not null, revision bigint not null
);

create index of_campaigns_status on of_campaigns (status);

create table of_cases (
    id text not null primary key, campaign_id text not null, unit_id text not null, document_code text not null, title text not null, stage text not null,
    round integer not null, rounds integer not null, max_rounds integer not null, version text, version_hash text, drafter_id text, due_at bigint,
    overdue boolean not null, late boolean not null, extended boolean not null, disputed boolean not null, form_silence boolean not null, held_since bigint,
    started boolean not null, updated_at bigint not null, finished_at bigint
);

create unique index of_cases_place on of_cases (campaign_id, document_code, unit_id);

create index of_cases_unit on of_cases (unit_id);

create index of_cases_to_start on of_cases (campaign_id, started);

create table of_case_rounds (
    case_id text not null, round integer not null, due_at bigint, submitted_at bigint, on_time boolean,
    primary key (case_id, round)
);

create table of_case_tasks (
    task_id text not null primary key, case_id text not null, step text not null, title text not null, unit_id text, role text, round integer not null,
    opened_at bigint not null, due_at bigint, overdue boolean not null, urged_at bigint
);

create index of_case_tasks_case on of_case_tasks (case_id);

create table of_case_participants (
    case_id text not null, unit_id text not null, role text not null,
    primary key (case_id, unit_id, role)
);

create index of_case_participants_unit on of_case_participants (unit_id, case_id);

create table of_case_entries (
    case_id text not null, seq integer not null, at bigint not null, kind text not null, step text, outcome text, stage text, round integer not null,
    task_id text, actor_id text not null, actor_name text not null, unit_id text, unit_name text, text text not null, comment text,
    primary key (case_id, seq)
);

create table of_reviews (
    case_id text not null, round integer not null, unit_id text not null, unit_name text not null, mandatory boolean not null, state text not null,
    result text, comment text, writer_id text, writer_name text, written_at bigint, signer_name text, signed_at bigint, pending_confirmations text,
    primary key (case_id, round, unit_id)
);

create table of_opinions (
    id text not null primary key, case_id text not null, round integer not null, number integer not null, version text, unit_id text not null,
    unit_name text not null, person_id text not null, person_name text not null, category text not null, location text not null, original text,
    proposed text, reason text not null, basis text, severity text not null, submitted_at bigint not null, signed_by text, signed_at bigint, item_id text
);

create index of_opinions_case on of_opinions (case_id, round);

create table of_adoption_items (
    id text not null primary key, case_id text not null, round integer not null, number integer not null, version text, location text not null,
    original text, proposed text, reason text, must boolean not null, disposition text not null, disposition_reason text, reply text, reply_reason text,
    revised_text text, state text not null, settled text, settled_text text
);

create index of_adoption_items_case on of_adoption_items (case_id, round);

create table of_confirmations (
    item_id text not null, unit_id text not null, case_id text not null, unit_name text not null, stance text not null, at bigint not null,
    primary key (item_id, unit_id)
);

create index of_confirmations_case on of_confirmations (case_id);

create table of_disputes (
    id text not null primary key, case_id text not null, round integer not null, opened_at bigint not null, closed_at bigint, closed_level text,
    item_ids text not null, matter text
);

create index of_disputes_case on of_disputes (case_id);

create table of_dispute_steps (
    dispute_id text not null, number integer not null, case_id text not null, level text not null, outcome text not null, minutes text not null,
    attendees text, person_name text not null, unit_id text, at bigint not null,
    primary key (dispute_id, number)
);

create table of_templates (
    campaign_id text not null, document_code text not null, version integer not null, title text not null, sections text not null, note text,
    late_units text, published_by text not null, published_unit text, published_at bigint not null,
    primary key (campaign_id, document_code, version)
);

create table of_legal_opinions (
    case_id text not null, number integer not null, round integer not null, result text not null, comment text not null, basis text,
    person_name text not null, at bigint not null,
    primary key (case_id, number)
);

create table of_agenda_items (
    case_id text not null, number integer not null, meeting text not null, meeting_date text not null, listed_at bigint not null, decision text,
    expected integer, present integer, votes_for integer, votes_against integer, votes_defer integer, resolution text, changes text, reason text,
    earliest_resubmission text, decided_at bigint, recorded_by text,
    primary key (case_id, number)
);

create table of_number_series (
    prefix text not null, year integer not null, last integer not null,
    primary key (prefix, year)
);

create table of_issued_documents (
    case_id text not null primary key, campaign_id text not null, document_number text not null unique, prefix text not null, year integer not null,
    sequence integer not null, title text not null, version text, version_hash text, signed_by text, signed_at bigint, issued_by text not null,
    issued_at bigint not null,
    unique (prefix, year, sequence)
);

create table of_withdrawals (
    id text not null primary key, case_id text not null, reason text not null, stage text not null, needs_role text, state text not null,
    requested_by_id text not null, requested_by text not null, requested_at bigint not null, decided_by text, decided_at bigint, comment text
);

create index of_withdrawals_case on of_withdrawals (case_id);

create table of_extension_requests (
    id text not null primary key, case_id text not null, task_id text not null, step text not null, round integer not null, unit_id text not null,
    days integer not null, reason text not null, state text not null, due_before bigint not null, due_after bigint not null, requested_by text not null,
    requested_at bigint not null, decided_by text, decided_at bigint, comment text
);

create index of_extension_requests_case on of_extension_requests (case_id);

create index of_extension_requests_state on of_extension_requests (state, requested_at);

create table of_notices (
    id text not null primary key, kind text not null, title text not null, body text, campaign_id text, case_id text, task_id text, person_id text,
    unit_id text, role text, created_at bigint not null
);

create index of_notices_unit on of_notices (unit_id, created_at);

create index of_notices_person on of_notices (person_id, created_at);

create table of_notice_reads (
    notice_id text not null, person_id text not null, at bigint not null,
    primary key (notice_id, person_id)
);
