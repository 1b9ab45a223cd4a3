create table of_notice_choices (
    person_id text not null, kind text not null, channel text not null, wanted boolean not null,
    primary key (person_id, kind, channel)
);

create table of_deliveries (
    id text not null primary key, notice_id text not null, kind text not null, channel text not null, person_id text not null, person_name text not null,
    state text not null, attempts integer not null, reason text, address text, created_at bigint not null, next_at bigint, ended_at bigint,
    revision bigint not null,
    unique (notice_id, channel, person_id)
);

create index of_deliveries_created on of_deliveries (created_at, id);

create index of_deliveries_state on of_deliveries (state, created_at, id);
