create table of_transfers (
    id text not null primary key, title text not null, takes_effect_on text not null, lines text not null, units text not null, unit_names text not null, quotas integer not null, people integer not null, status text not null, hold_until bigint not null,
    notice_no text, release_reason text, clock_at bigint, at bigint not null, by_id text not null, by_name text not null, changed_at bigint not null, revision integer not null
);

create index of_transfers_status on of_transfers (status, changed_at);

create table of_transfer_legs (
    transfer_id text not null, authority text not null, step text not null, state text not null, asks integer not null, ask_again_at bigint, answered_at bigint, reasons text not null,
    primary key (transfer_id, authority)
);

create table of_transfer_events (
    transfer_id text not null, number integer not null, at bigint not null, authority text, text text not null, by_name text,
    primary key (transfer_id, number)
);

${append-only:of_transfer_events}
