-- Recurring jobs (定时作业): which of them an operator has paused, and how their last runs went. A row of jo_jobs is also what
-- operators who act at once wait for.
create table jo_jobs (
    name text not null primary key,
    paused_at bigint,
    paused_by text
);
create table jo_runs (
    id text not null primary key,
    job text not null,
    state text not null,
    asked_by text,
    machine text,
    started_at bigint not null,
    ended_at bigint,
    count integer,
    error text
);
create index jo_runs_of_job on jo_runs (job, started_at);
