-- For whom a task is done stays when a person takes it or gets it.
alter table rt_tasks add column for_unit text not null default '';
alter table rt_tasks add column for_role text not null default '';

update rt_tasks set for_unit = unit, for_role = role where unit <> '' or role <> '';
