create table fi_payroll (
    id text not null primary key, person_key text not null, unit_id text not null, funding text not null, monthly bigint not null, first_month integer not null, last_month integer, transfer_id text
);

create unique index fi_payroll_open on fi_payroll (person_key) where last_month is null;

create index fi_payroll_unit on fi_payroll (unit_id, last_month);

create table fi_lines (
    unit_id text not null, year integer not null, approved bigint not null, spent bigint not null, moved bigint not null, reserved bigint not null, primary key (unit_id, year)
);

create table fi_reservations (
    transfer_id text not null, person_key text not null, from_unit_id text not null, to_unit_id text not null, year integer not null, last_month integer not null, months integer not null,
    amount bigint not null, state text not null, primary key (transfer_id, person_key)
);

create unique index fi_reservations_open on fi_reservations (person_key) where state = 'Held';

create table fi_entries (
    transfer_id text not null, from_unit_id text not null, to_unit_id text not null, year integer not null, amount bigint not null, people integer not null, notice_no text not null, at bigint not null,
    primary key (transfer_id, from_unit_id, to_unit_id)
);

${append-only:fi_entries}

create table fi_holds (saga_id text not null primary key, state text not null, content text, reasons text not null, changed_at bigint not null, revision integer not null);
