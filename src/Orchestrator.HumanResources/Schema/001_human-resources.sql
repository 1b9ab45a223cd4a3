create table hr_people (
    person_key text not null primary key, name text not null, citizen_number text not null, gender text not null, unit_id text not null, unit_name text not null, quota text not null, funding text not null,
    identity text not null, tier text, rank text, grade text, senior_title boolean not null, birth_date text not null, started_work_on text not null, joined_party_on text, since text, revision integer not null
);

create index hr_people_unit on hr_people (unit_id, name);

create table hr_locks (
    transfer_id text not null, person_key text not null, to_unit_id text not null, to_unit_name text not null, quota text not null, funding text not null, state text not null,
    primary key (transfer_id, person_key)
);

create unique index hr_locks_open on hr_locks (person_key) where state = 'Held';

create table hr_movements (
    transfer_id text not null, person_key text not null, from_unit_id text not null, from_unit_name text not null, to_unit_id text not null, to_unit_name text not null, moved_on text not null,
    notice_no text not null, at bigint not null, primary key (transfer_id, person_key)
);

create index hr_movements_person on hr_movements (person_key);

${append-only:hr_movements}

create table hr_holds (saga_id text not null primary key, state text not null, content text, reasons text not null, changed_at bigint not null, revision integer not null);
