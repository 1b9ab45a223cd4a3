-- Schedules of published definitions that start instances. due_at is empty when nothing more will come: a moment that has passed.
create table rt_triggers (
    definition_id text not null,
    activity_id text not null,
    version_id text not null,
    type text not null,
    expression text not null,
    due_at bigint,
    primary key (definition_id, activity_id)
);
create index rt_triggers_due on rt_triggers (due_at) where due_at is not null;
