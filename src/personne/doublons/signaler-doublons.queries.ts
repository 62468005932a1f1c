import { sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import {
  dateInversee,
  formes,
  type IndicesBruts,
  indiceNir,
  indicesIdentite,
  naissancesProches,
} from './indices.queries.ts'
import { seuils } from './rapprocher-identites.queries.ts'
import { ressembler } from './ressemblance.ts'

export type PaireSignalee = { personneId: string; autreId: string; score: number; raisons: string[] }

type PaireLue = IndicesBruts & { personneId: string; autreId: string; sienChiffre: Buffer | null }

/**
 * Notes the pairs that may be one person (E5), for a human to decide: each new person of the staged file beside the files that
 * look like theirs, and whoever came with the NIR of somebody else beside them. Two certified NIRs are two persons, and so are two members
 * of one household: neither is looked at.
 */
export async function signalerDoublons(ctx: Context, jour: string): Promise<void> {
  const { douteux } = await seuils(ctx)
  const paires: PaireSignalee[] = []
  for (const { personneId, autreId, sienChiffre, ...indices } of await pairesVoisines(ctx)) {
    const nir = indiceNir(ctx, indices, sienChiffre)
    const ressemblance = ressembler({ ...indices, nir })
    if (ressemblance.score >= douteux || nir === 'meme') paires.push({ personneId, autreId, ...ressemblance })
  }
  await noterPaires(ctx, paires, jour)
}

/** Keeps pairs to decide; one that is known, decided or not, is left as it is. `jour`: YYYY-MM-DD, the day they were found. */
export async function noterPaires(ctx: Context, paires: readonly PaireSignalee[], jour: string): Promise<void> {
  if (paires.length === 0) return
  await sql`
    insert into doublon (id, personne_id, autre_id, score, raisons, trouve_le)
    select gen_random_uuid(), p."personneId", p."autreId", p.score, p.raisons, ${jour}::date
    from jsonb_to_recordset(${JSON.stringify(paires)}::jsonb) as p ("personneId" uuid, "autreId" uuid, score smallint, raisons text[])
    on conflict do nothing`.execute(ctx.db)
}

/**
 * Same birth day and the beginning of the same name or first name, or names swapped; or the same names, and a birth date one slip
 * away. Few new persons are looked for one by one in the indexes, a first flow is joined whole: the planner is left to choose.
 */
async function pairesVoisines(ctx: Context): Promise<PaireLue[]> {
  const { rows: reglage } = await sql<{ avant: string }>`select current_setting('enable_nestloop') as avant`.execute(
    ctx.db,
  )
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(ctx.db)
  const { rows } = await sql<PaireLue>`
    with neuves as materialized (
      select p.id, p.identite, left(p.identite, 3) as debut_nom, left(split_part(p.identite, '|', 2), 3) as debut_prenom,
        p.date_naissance, p.nir_certifie
      from personne p where p.cree_par = ${ctx.import}::int and p.fusionnee_dans is null
    ),
    partages as materialized (
      select i.personne_id as id, i.nir_de as autre_id from import_personne i
      where i.nir_de is not null and not exists (select 1 from import_personne j
        where j.personne_id = i.nir_de and j.numero_demande_rsa = i.numero_demande_rsa)
    ),
    voisines as (
      select n.id, a.id as autre_id, a.cree_par from neuves n join personne a on a.date_naissance = n.date_naissance
      where a.id <> n.id and not (a.nir_certifie and n.nir_certifie) and a.fusionnee_dans is null
        and (left(a.identite, 3) in (n.debut_nom, n.debut_prenom) or left(split_part(a.identite, '|', 2), 3) = n.debut_prenom)
      union all
      select n.id, a.id, a.cree_par from neuves n join personne a on a.identite = n.identite
      where a.date_naissance <> n.date_naissance and not (a.nir_certifie and n.nir_certifie) and a.fusionnee_dans is null
        and (a.date_naissance = ${dateInversee(sql.ref('n.date_naissance'))}
          or ${naissancesProches(sql.ref('a.date_naissance'), sql.ref('n.date_naissance'))})
    ),
    paires as materialized (
      select v.id, v.autre_id, false as meme_nir from voisines v
      where (v.cree_par is distinct from ${ctx.import}::int or v.autre_id > v.id)
        and not exists (select 1 from partages s where s.id = v.id and s.autre_id = v.autre_id)
        and not exists (select 1 from partages s where s.id = v.autre_id and s.autre_id = v.id)
      union select s.id, s.autre_id, true from partages s
    )
    select v.id as personne_id, v.autre_id, ${indicesIdentite('x', 'y')},
      case when v.meme_nir then 'meme' when n.nir_empreinte is null or a.nir_empreinte is null then 'absent' else 'autre' end as nir,
      case when not v.meme_nir and n.nir_empreinte is not null then a.nir_chiffre end as nir_chiffre,
      case when v.meme_nir then a.nir_chiffre when a.nir_empreinte is not null then n.nir_chiffre end as sien_chiffre,
      case when f.matricule then 'meme' else 'absent' end as foyer, coalesce(f.adresse, false) as adresse,
      coalesce(n.telephone = a.telephone, false) as telephone, coalesce(n.courriel = a.courriel, false) as courriel,
      case when n.sexe <> a.sexe then 'autre' else 'absent' end as sexe
    from paires v join personne n on n.id = v.id join personne a on a.id = v.autre_id
      cross join lateral ${formes('n')} x cross join lateral ${formes('a')} y
      left join lateral (
        select bool_or(f.organisme = g.organisme and f.matricule = g.matricule) as matricule,
          bool_or(f.voie = g.voie and f.code_postal = g.code_postal) as adresse, bool_or(f.id = g.id) as ensemble
        from membre m join foyer f on f.id = m.foyer_id, membre o join foyer g on g.id = o.foyer_id
        where m.personne_id = n.id and m.fin is null and o.personne_id = a.id and o.fin is null
      ) f on true
    where v.meme_nir or not coalesce(f.ensemble, false)`.execute(ctx.db)
  await sql`select set_config('enable_nestloop', ${reglage[0]?.avant ?? 'on'}, true)`.execute(ctx.db)
  return rows
}
