-- T-09: what has been published, and which version a draft and a frozen version are written on.
create table su_templates (
  campaign_id text not null,
  document_code text not null,
  version integer not null,
  strict boolean not null,
  sections text not null,
  published_at bigint not null,
  primary key (campaign_id, document_code, version)
);

alter table su_drafts add column template_version integer;

alter table su_versions add column template_version integer;

alter table su_versions add column template_reason text;
