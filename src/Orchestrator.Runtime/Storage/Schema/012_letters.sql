-- What operators did to messages whose handler failed. A row outlives the work row it is about, so that what was mended or
-- thrown away stays readable until it is forgotten.
create table rt_letters (
    work_id bigint not null primary key,
    handler text not null,
    message_id text not null,
    message_type text not null,
    unread boolean not null,
    original text not null,
    body text not null,
    attempts integer not null,
    error text,
    failed_at bigint not null,
    revision integer not null,
    changed_at bigint not null,
    mended_by text,
    discarded_by text,
    reason text
);
create index rt_letters_changed on rt_letters (changed_at);

create index rt_work_messages on rt_work (id) where kind = 'message';
