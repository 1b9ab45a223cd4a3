create table or_ledger (id integer not null primary key, seq bigint not null);

insert into or_ledger (id, seq) values (1, 0);

create table or_ledger_events (
    seq bigint not null primary key, kind text not null, body text not null, command_id text not null, at bigint not null, by_id text not null, by_name text not null
);

${append-only:or_ledger_events}

create table or_holds (saga_id text not null primary key, state text not null, content text, reasons text not null, changed_at bigint not null, revision integer not null);
