-- Who is in charge of a unit (分管领导): the id of a person.
alter table of_units add column leader_id text;
