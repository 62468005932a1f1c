import { sql } from 'kysely'
import { enregistrerTous } from '../../socle/evenement.ts'
import type { Context } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { recitPpae, recitSuiviFranceTravail } from '../accompagnement.recits.ts'
import type { ActionFranceTravailDite, PpaeDit, SuiviFranceTravailDit } from './france-travail.ts'

/** Rows with an id and their place: the last word of a file about a person is the one kept. */
const enJson = (dits: readonly object[]) => JSON.stringify(dits.map((d, rang) => ({ ...d, rang, id: uuidv7() })))

/** Keeps PPAE that say something new, and tells new signatures in the timelines. Returns how many were kept. */
export async function garderPpae(ctx: Context, dits: readonly PpaeDit[], numero: number): Promise<number> {
  if (!dits.length) return 0
  const { rows } = await sql<{ id: string }>`
    insert into ppae (id, personne_id, signe_le, dernier_entretien_le, reference, import)
    select distinct on (n."personneId") n.id, n."personneId", n."signeLe", n."dernierEntretienLe", n.reference, ${numero}::int
    from jsonb_to_recordset(${enJson(dits)}::jsonb) as n (id uuid, rang int, "personneId" uuid, "signeLe" text,
      "dernierEntretienLe" text, reference date)
    where (n."signeLe", n."dernierEntretienLe") is distinct from (select (p.signe_le, p.dernier_entretien_le) from ppae p
        where p.personne_id = n."personneId" order by p.reference desc, p.import desc limit 1)
      and not exists (select 1 from ppae p where p.personne_id = n."personneId" and p.reference = n.reference
        and p.signe_le is not distinct from n."signeLe" and p.dernier_entretien_le is not distinct from n."dernierEntretienLe")
    order by n."personneId", n.rang desc
    returning id`.execute(ctx.db)
  await enregistrerTous(
    ctx,
    recitPpae,
    {
      id: sql`p.personne_id`,
      apres: { signeLe: sql`p.signe_le`, dernierEntretienLe: sql`p.dernier_entretien_le` },
      de: sql`ppae p where p.id = any(${rows.map(r => r.id)}::uuid[]) and p.signe_le is not null and not exists (
        select 1 from ppae a where a.personne_id = p.personne_id and a.id <> p.id and a.signe_le = p.signe_le)`,
    },
    ctx.now,
  )
  return rows.length
}

/** What a follow-up says, its day left out: the same again is nothing new. */
const CONTENU = (alias: string) => sql.raw(`to_jsonb(${alias}) - 'id' - 'le' - 'import' - 'personne_id'`)

/** Keeps follow-ups that say something new; tells a new référent or structure in the timelines. Returns how many were kept. */
export async function garderSuivisFranceTravail(
  ctx: Context,
  dits: readonly SuiviFranceTravailDit[],
  numero: number,
): Promise<number> {
  if (!dits.length) return 0
  const { rows } = await sql<{ id: string }>`
    with n as (
      select distinct on ("personneId") * from jsonb_to_recordset(${enJson(dits)}::jsonb) as n (id uuid, rang int,
        "personneId" uuid, le date,
        "inscritLe" date, categorie text, motif text, axe text, "axeSecondaire" text, modalite text, structure text,
          "structureSuivi" text, agence text,
        debut date, "finPrevue" date, "entretienPpae" date, "dernierEntretien" date, "referentNom" text, "referentCourriel" text,
          metiers jsonb,
        freins jsonb, rsa boolean)
      order by "personneId", rang desc
    ), lu as (
      select n.id, n."personneId" as personne_id, n.le, n."inscritLe" as inscrit_le, n.categorie, n.motif, n.axe,
        n."axeSecondaire" as axe_secondaire,
        n.modalite, n.structure, n."structureSuivi" as structure_suivi, n.agence, n.debut, n."finPrevue" as fin_prevue,
        n."entretienPpae" as entretien_ppae, n."dernierEntretien" as dernier_entretien, n."referentNom" as referent_nom,
        n."referentCourriel" as referent_courriel, array(select jsonb_array_elements_text(n.metiers)) as metiers,
        array(select jsonb_array_elements_text(n.freins)) as freins, n.rsa, ${numero}::int as import from n
    )
    insert into suivi_france_travail (id, personne_id, le, inscrit_le, categorie, motif, axe, axe_secondaire, modalite, structure,
      structure_suivi,
      agence, debut, fin_prevue, entretien_ppae, dernier_entretien, referent_nom, referent_courriel, metiers, freins, rsa, import)
    select lu.* from lu where ${CONTENU('lu')} is distinct from (select ${CONTENU('s')} from suivi_france_travail s
      where s.personne_id = lu.personne_id order by s.le desc, s.import desc limit 1)
    returning id`.execute(ctx.db)
  await enregistrerTous(
    ctx,
    recitSuiviFranceTravail,
    {
      id: sql`s.personne_id`,
      apres: {
        referent: sql`s.referent_nom`,
        structure: sql`coalesce(s.structure_suivi, s.structure)`,
        modalite: sql`s.modalite`,
      },
      de: sql`suivi_france_travail s where s.id = any(${rows.map(r => r.id)}::uuid[])
        and (s.referent_nom, coalesce(s.structure_suivi, s.structure)) is distinct from (
          select (a.referent_nom, coalesce(a.structure_suivi, a.structure)) from suivi_france_travail a
          where a.personne_id = s.personne_id and a.id <> s.id order by a.le desc, a.import desc limit 1)`,
    },
    ctx.now,
  )
  return rows.length
}

/** Keeps actions; one told already in the same words isn't kept twice. Returns how many are new. */
export async function garderActionsFranceTravail(
  ctx: Context,
  dites: readonly ActionFranceTravailDite[],
  numero: number,
): Promise<number> {
  if (!dites.length) return 0
  const resultat = await sql`
    insert into action_france_travail (id, personne_id, code, libelle, objectif, formation, prescrite_le, realisee_le,
      debut_prevu, debut, fin, empreinte, import)
    select n.id, n."personneId", n.code, n.libelle, n.objectif, n.formation, n."prescriteLe", n."realiseeLe", n."debutPrevu",
      n.debut, n.fin,
      decode(n.empreinte, 'hex'), ${numero}::int
    from jsonb_to_recordset(${enJson(dites)}::jsonb) as n (id uuid, "personneId" uuid, code text, libelle text, objectif text,
      formation text,
      "prescriteLe" date, "realiseeLe" date, "debutPrevu" date, debut date, fin date, empreinte text)
    on conflict (empreinte) do nothing`.execute(ctx.db)
  return Number(resultat.numAffectedRows ?? 0)
}
