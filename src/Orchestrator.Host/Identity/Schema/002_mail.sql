-- Where notices reach the person outside of the application; he gives it himself.
alter table id_accounts add column mail_address text;
