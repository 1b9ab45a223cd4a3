create table id_accounts (
    id text not null primary key,
    user_name text not null,
    normalized_user_name text not null,
    name text not null,
    unit_id text,
    password_hash text not null,
    stamp text not null,
    failed_tries integer not null,
    locked_until bigint,
    disabled boolean not null,
    must_change_password boolean not null,
    password_changed_at bigint not null,
    created_at bigint not null,
    created_by text not null,
    last_sign_in_at bigint,
    revision bigint not null
);
create unique index id_accounts_by_name on id_accounts (normalized_user_name);
create index id_accounts_by_unit on id_accounts (unit_id);

create table id_account_roles (
    account_id text not null references id_accounts (id),
    role text not null,
    granted_by text not null,
    granted_at bigint not null,
    primary key (account_id, role)
);
create index id_account_roles_by_role on id_account_roles (role);

create table id_former_passwords (
    account_id text not null references id_accounts (id),
    replaced_at bigint not null,
    password_hash text not null,
    primary key (account_id, replaced_at)
);

create table id_sessions (
    id text not null primary key,
    account_id text not null references id_accounts (id),
    created_at bigint not null,
    expires_at bigint not null,
    remote_address text
);
create index id_sessions_by_account on id_sessions (account_id);
create index id_sessions_by_expiry on id_sessions (expires_at);

create table id_setup (
    id integer not null primary key,
    done_at bigint not null,
    account_id text not null
);

create table id_keys (
    id text not null primary key,
    xml text not null,
    created_at bigint not null
);
