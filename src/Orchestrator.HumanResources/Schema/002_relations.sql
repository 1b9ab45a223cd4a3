create table hr_contracts (
    number text not null primary key, person_key text not null, kind text not null, unit_id text not null, unit_name text not null, starts_on text not null, ends_on text, ended_on text, revision integer not null
);

create unique index hr_contracts_running on hr_contracts (person_key) where ended_on is null;

create index hr_contracts_person on hr_contracts (person_key);

create table hr_insurances (
    person_key text not null, kind text not null, starts_on text not null, payer_id text not null, payer_name text not null, paid_from text not null, ended_on text, revision integer not null,
    primary key (person_key, kind, starts_on)
);

create unique index hr_insurances_open on hr_insurances (person_key, kind) where ended_on is null;

create table hr_relation_changes (
    id ${identity}, person_key text not null, kind text not null, about text not null, from_unit_id text, from_unit_name text, to_unit_id text, to_unit_name text, happens_on text not null, doc_no text,
    transfer_id text, by_id text not null, by_name text not null, at bigint not null
);

create index hr_relation_changes_person on hr_relation_changes (person_key, id);

${append-only:hr_relation_changes}
