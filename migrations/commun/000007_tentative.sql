-- Wrong passwords and wrong keys, counted for all processes. Nothing here says who or whence: what is counted is under the fingerprint, by
-- the secret of the server, of an account, a device or a network.
create table tentative (
  cle bytea primary key,
  echecs integer not null,
  attend_jusqua timestamptz,
  oublier_le timestamptz not null
);
create index tentative_oublier_le on tentative (oublier_le);
comment on table tentative is 'socle: des échecs comptés sous une empreinte, jusqu’à leur oubli, et ce qui doit attendre';

alter table identite drop column echecs, drop column bloquee_jusqua;
