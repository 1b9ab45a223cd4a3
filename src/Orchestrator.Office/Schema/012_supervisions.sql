create table of_supervisions (
    id text not null primary key, task_id text not null, root_id text not null, campaign_id text, flow_title text not null, task_title text not null, step text not null,
    unit_id text, unit_name text, requirement text not null, due_at bigint not null, extensions integer not null, overdue_told_at bigint, leader_id text, leader_name text,
    by_id text not null, by_name text not null, at bigint not null, state text not null, set_aside boolean not null, closed_at bigint, closed_by_name text, conclusion text
);

create unique index of_supervisions_open on of_supervisions (task_id) where state = 'Open';

create index of_supervisions_root on of_supervisions (root_id);

create index of_supervisions_unit on of_supervisions (unit_id, state);

create index of_supervisions_due on of_supervisions (state, due_at);

create table of_supervision_entries (
    supervision_id text not null, number integer not null, kind text not null, text text not null, due_at bigint, at bigint not null,
    by_id text not null, by_name text not null, unit_name text,
    primary key (supervision_id, number)
);

${append-only:of_supervision_entries}
