-- What a step changes about its form: fields that must be filled in, fields that are not shown.
alter table rt_tasks add column fields text;
