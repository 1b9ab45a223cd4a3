create table demo_clock (
  id integer not null primary key,
  moment bigint not null,
  set_at bigint not null,
  running boolean not null,
  seeded boolean not null
);
