-- Who has a task by name, and may read its case for it.
alter table of_case_tasks add column person_ids text;
alter table of_case_tasks add column agreeing text;

create table of_case_persons (
    case_id text not null, person_id text not null,
    primary key (case_id, person_id)
);

create index of_case_persons_person on of_case_persons (person_id, case_id);
