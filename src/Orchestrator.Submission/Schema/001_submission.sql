create table su_drafts (
  case_id text not null primary key,
  content text not null,
  revision bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  updated_by_name text not null
);

create table su_versions (
  case_id text not null,
  number text not null,
  major integer not null,
  n integer not null,
  round integer not null,
  kind text not null,
  title text not null,
  length integer not null,
  content text not null,
  sha256 text not null,
  unit_id text,
  unit_name text,
  author_id text not null,
  author_name text not null,
  created_at bigint not null,
  task_id text not null,
  primary key (case_id, number)
);

create unique index su_versions_order on su_versions (case_id, major, n);

create unique index su_versions_task on su_versions (task_id);

create table su_submissions (
  case_id text not null,
  version text not null,
  round integer not null,
  document_code text not null,
  status text not null,
  due_at bigint,
  opened_at bigint not null,
  closed_at bigint,
  primary key (case_id, version)
);

create unique index su_submissions_open on su_submissions (case_id, round) where status = 'Open';

create table su_attachments (
  id text not null primary key,
  case_id text not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  stored_as text not null,
  uploaded_at bigint not null,
  uploaded_by text not null,
  uploaded_by_name text not null,
  removed_at bigint,
  removed_by text
);

create index su_attachments_case on su_attachments (case_id, removed_at);

create unique index su_attachments_file on su_attachments (stored_as);

create table su_version_attachments (
  case_id text not null,
  version text not null,
  attachment_id text not null,
  primary key (case_id, version, attachment_id)
);

create index su_version_attachments_file on su_version_attachments (attachment_id);
