-- What an operator does to many instances: one row for the whole, one for each instance with what came of it.
create table rt_batches (
    id text not null primary key,
    kind text not null,
    reason text not null,
    selection text not null,
    migration text,
    total integer not null,
    created_at bigint not null,
    created_by text not null,
    created_by_name text not null,
    created_by_unit text,
    stopped_at bigint,
    finished_at bigint
);
create index rt_batches_created on rt_batches (created_at);

create table rt_batch_items (
    batch_id text not null,
    seq integer not null,
    instance_id text not null,
    status text not null,
    code text,
    message text,
    at bigint,
    primary key (batch_id, seq)
);
create index rt_batch_items_waiting on rt_batch_items (batch_id, seq) where status = 'Waiting';
