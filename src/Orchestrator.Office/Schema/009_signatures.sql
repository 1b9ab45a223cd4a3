create table of_signature_images (
    sha256 text not null primary key, media_type text not null, width integer not null, height integer not null, content bytea not null, at bigint not null
);

${append-only:of_signature_images}

create table of_signatures (
    person_id text not null primary key, sha256 text not null, at bigint not null
);

alter table of_case_entries add column signature text;

alter table of_matter_entries add column signature text;

alter table of_matter_seats add column signature text;
