-- One row for what a step did, instead of one for every event of it.
create table rt_steps (
    instance_id text not null,
    seq bigint not null,
    at bigint not null,
    actor_id text,
    actor_name text,
    stage text,
    round integer not null,
    version integer not null,
    events text not null,
    primary key (instance_id, seq)
);
insert into rt_steps (instance_id, seq, at, actor_id, actor_name, stage, round, version, events)
select h.instance_id, h.seq, h.at, h.actor_id, h.actor_name, h.stage, h.round, i.version,
       cast(${json-array}(${json-array}(h.activity_id, ${json-array}(h.event, h.outcome, h.data))) as text)
from rt_history h join rt_instances i on i.id = h.instance_id;
drop table rt_history;
