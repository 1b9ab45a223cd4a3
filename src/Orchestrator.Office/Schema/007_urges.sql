create table of_urges (
    task_id text not null, number integer not null, by_id text not null, by_name text not null, at bigint not null,
    primary key (task_id, number)
);

insert into of_urges (task_id, number, by_id, by_name, at) select task_id, 1, '', '', urged_at from of_case_tasks where urged_at is not null;

alter table of_case_tasks drop column urged_at;
