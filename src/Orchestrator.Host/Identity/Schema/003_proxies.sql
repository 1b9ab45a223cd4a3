-- Standing proxies (代理): who takes care of whose tasks, from when until when. Days are local, as yyyy-MM-dd, both included.
create table id_proxies (
    id text not null primary key,
    principal_id text not null,
    deputy_id text not null,
    from_day text not null,
    until_day text not null,
    definition_id text,
    unit_id text,
    remark text,
    created_at bigint not null,
    ended_at bigint,
    ended_by text,
    ended_by_name text,
    end_reason text
);
create index id_proxies_of_deputy on id_proxies (deputy_id) where ended_at is null;
create index id_proxies_of_principal on id_proxies (principal_id, created_at);
