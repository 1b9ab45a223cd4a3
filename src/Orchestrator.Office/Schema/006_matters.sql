create table of_matters (
    id text not null primary key, number text not null unique, title text not null, kind text not null, version integer not null,
    initiator_id text not null, initiator_name text not null, unit_id text not null, unit_name text not null, stage text not null,
    created_at bigint not null, updated_at bigint not null, due_at bigint, overdue boolean not null, held_since bigint, finished_at bigint
);

create index of_matters_created on of_matters (created_at);

create index of_matters_unit on of_matters (unit_id, created_at);

create index of_matters_initiator on of_matters (initiator_id, created_at);

create table of_matter_texts (
    matter_id text not null, version integer not null, title text not null, text text not null, note text, plan text not null,
    person_id text not null, person_name text not null, at bigint not null,
    primary key (matter_id, version)
);

${append-only:of_matter_texts}

create table of_matter_seats (
    matter_id text not null, number integer not null, task_id text, activity text not null, step text not null, pass integer not null,
    name text not null, holder text, unit_id text, role text, person_ids text, weight integer not null, veto boolean not null, added_to integer, added_how text,
    straight boolean not null, state text not null, opened_at bigint, due_at bigint, overdue boolean not null, outcome text, opinion text,
    actor_name text, closed_at bigint, version integer not null,
    primary key (matter_id, number)
);

create table of_matter_participants (
    matter_id text not null, person_id text not null, unit_id text not null, role text not null,
    primary key (matter_id, person_id, unit_id, role)
);

create index of_matter_participants_person on of_matter_participants (person_id, matter_id);

create index of_matter_participants_unit on of_matter_participants (unit_id, matter_id);

create table of_matter_entries (
    matter_id text not null, seq integer not null, at bigint not null, kind text not null, step text, outcome text, pass integer not null,
    task_id text, actor_id text not null, actor_name text not null, unit_name text, text text not null, comment text,
    primary key (matter_id, seq)
);
