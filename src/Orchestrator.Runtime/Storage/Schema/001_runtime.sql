-- One text for SQLite and PostgreSQL. Moments are UTC ticks. Lists and values are JSON text.
-- ${identity} is the only word that differs: a growing 64-bit key that is never used twice.

create table rt_definitions (
    version_id text not null primary key,
    definition_id text not null,
    version integer not null,
    name text not null,
    status text not null,
    hash text not null,
    document bytea not null,
    created_at bigint not null,
    created_by text not null,
    published_at bigint,
    published_by text
);
create unique index rt_definitions_version on rt_definitions (definition_id, version);
create unique index rt_definitions_published on rt_definitions (definition_id) where status = 'Published';

create table rt_instances (
    id text not null primary key,
    definition_id text not null,
    version_id text not null,
    version integer not null,
    root_id text not null,
    parent_id text,
    parent_bookmark text,
    status text not null,
    stage text,
    round integer not null,
    name text,
    correlation_id text,
    subject text,
    revision bigint not null,
    held_since bigint,
    created_at bigint not null,
    updated_at bigint not null,
    finished_at bigint,
    created_by text,
    open_incidents integer not null,
    history_seq bigint not null,
    state bytea not null
);
create index rt_instances_root on rt_instances (root_id);
create index rt_instances_parent on rt_instances (parent_id) where parent_id is not null;
create index rt_instances_correlation on rt_instances (correlation_id);
create index rt_instances_created_by on rt_instances (created_by, created_at) where parent_id is null;
create index rt_instances_running on rt_instances (id) where finished_at is null;
create index rt_instances_created on rt_instances (created_at);

-- unit and role are '' when any matches: equality keeps the index usable.
create table rt_tasks (
    id text not null primary key,
    instance_id text not null,
    root_id text not null,
    correlation_id text,
    instance_name text,
    subject text,
    step text not null,
    stage text,
    round integer not null,
    title text not null,
    form text not null,
    unit text not null,
    role text not null,
    persons text not null,
    excluded text not null,
    outcomes text not null,
    payload text,
    draft text,
    status text not null,
    outcome text,
    result text,
    opened_at bigint not null,
    due_at bigint,
    overdue boolean not null,
    overdue_level text,
    held_since bigint,
    closed_at bigint,
    closed_by text,
    closed_by_name text,
    revision bigint not null
);
create index rt_tasks_todo on rt_tasks (unit, role) where status = 'Open';
create index rt_tasks_unit on rt_tasks (unit, role, correlation_id);
create index rt_tasks_done on rt_tasks (closed_by, closed_at) where closed_by is not null;
-- Whoever submitted the first draft of a case finds the case among the own ones.
create index rt_tasks_drafted on rt_tasks (closed_by, root_id) where step = 'Draft';
create index rt_tasks_open_of_instance on rt_tasks (instance_id) where status = 'Open';
create index rt_tasks_root on rt_tasks (root_id);

-- Persons named on a task; "open" goes with the task.
create table rt_task_persons (
    person text not null,
    task_id text not null,
    is_open boolean not null,
    primary key (person, task_id)
);
create index rt_task_persons_task on rt_task_persons (task_id);
create index rt_task_persons_todo on rt_task_persons (person) where is_open = true;

-- next_at is when to try: the due moment, later after a failure, the end of time when an operator must help.
create table rt_timers (
    instance_id text not null,
    timer_id text not null,
    due_at bigint not null,
    next_at bigint not null,
    attempts integer not null,
    primary key (instance_id, timer_id)
);
create index rt_timers_next on rt_timers (next_at);

create table rt_subscriptions (
    instance_id text not null,
    bookmark_id text not null,
    event_name text not null,
    correlation_id text,
    primary key (instance_id, bookmark_id)
);
create index rt_subscriptions_event on rt_subscriptions (event_name);

create table rt_barriers (
    key text not null primary key,
    expected integer,
    auto_open boolean not null,
    gathered boolean not null,
    opened_at bigint,
    payload text
);

create table rt_barrier_parties (
    key text not null,
    instance_id text not null,
    bookmark_id text,
    status text not null,
    at bigint not null,
    primary key (key, instance_id)
);

create table rt_history (
    instance_id text not null,
    seq bigint not null,
    at bigint not null,
    activity_id text,
    activity_type text,
    activity_name text,
    event text not null,
    outcome text,
    actor_id text,
    actor_name text,
    stage text,
    round integer not null,
    data text,
    primary key (instance_id, seq)
);

create table rt_incidents (
    id text not null primary key,
    kind text not null,
    instance_id text,
    root_id text,
    correlation_id text,
    activity_id text,
    activity_type text,
    message text not null,
    detail text,
    status text not null,
    at bigint not null,
    resolved_at bigint,
    resolved_by text,
    retries integer not null
);
create index rt_incidents_status on rt_incidents (status, at);
create index rt_incidents_instance on rt_incidents (instance_id);

create table rt_work (
    id ${identity},
    kind text not null,
    instance_id text not null,
    bookmark_id text,
    payload text,
    attempts integer not null,
    next_at bigint not null,
    error text,
    created_at bigint not null
);
create index rt_work_next on rt_work (next_at, id);
create index rt_work_instance on rt_work (instance_id);

create table rt_outbox (
    id ${identity},
    message_id text not null unique,
    message_type text not null,
    body text not null,
    instance_id text,
    status text not null,
    attempts integer not null,
    next_at bigint not null,
    error text,
    created_at bigint not null,
    sent_at bigint
);
create index rt_outbox_pending on rt_outbox (id) where status = 'Pending';
create index rt_outbox_failed on rt_outbox (id) where status = 'Failed';
create index rt_outbox_sent on rt_outbox (sent_at) where status = 'Sent';

create table rt_inbox (
    consumer text not null,
    message_id text not null,
    at bigint not null,
    primary key (consumer, message_id)
);
create index rt_inbox_at on rt_inbox (at);

create table rt_commands (
    actor_id text not null,
    command_id text not null,
    fingerprint text not null,
    answer text not null,
    at bigint not null,
    primary key (actor_id, command_id)
);
create index rt_commands_at on rt_commands (at);

-- Several chains, so that commits of many writers need not queue for one head. A transaction takes whichever is free.
create table rt_audit_chains (
    chain integer not null primary key,
    seq bigint not null,
    hash text not null
);
insert into rt_audit_chains (chain, seq, hash)
with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < 31)
select n, 0, '' from numbers;

create table rt_audit (
    chain integer not null,
    seq bigint not null,
    at bigint not null,
    actor_id text not null,
    actor_name text not null,
    actor_unit text,
    action text not null,
    object_type text,
    object_id text,
    result text not null,
    details text,
    command_id text,
    remote_address text,
    previous_hash text not null,
    hash text not null,
    primary key (chain, seq)
);
create index rt_audit_at on rt_audit (at);
create index rt_audit_actor on rt_audit (actor_id, at);
create index rt_audit_object on rt_audit (object_type, object_id);
