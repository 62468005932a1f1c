import { sql } from 'kysely'
import { lireNir } from '../socle/auth/nir.ts'
import { type LignePortee, lignesPortees, type Portee, saufQuiEmporte } from '../socle/lien.ts'
import type { Context } from '../socle/use-case.ts'
import { COMMUNE_DITE } from '../territoire/commune.queries.ts'
import { situationFamiliale } from './foyer.ts'

export const LIBELLE_NIR = 'Numéro de sécurité sociale'

/** Who the person is, her number in full: it is hers. The file kept first, then those merged into it. */
export async function identitePortee(ctx: Context, { ids }: Portee): Promise<LignePortee[]> {
  const fiches = await ctx.db
    .selectFrom('personne')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy(sql`fusionnee_dans is not null`)
    .execute()
  return fiches.map(p => ({
    Nom: p.nom,
    'Nom de naissance': p.nomNaissance,
    Prénom: p.prenom,
    'Date de naissance': p.dateNaissance,
    'Commune de naissance': p.communeNaissance,
    [LIBELLE_NIR]: p.nirChiffre && lireNir(ctx.territoire.code, p.nirChiffre),
    'Identifiant France Travail': p.identifiantFranceTravail,
    Téléphone: p.telephone,
    'Accord pour le téléphone': p.telephoneAccord,
    Courriel: p.courriel,
    'Accord pour le courriel': p.courrielAccord,
    Source: p.identiteSource,
  }))
}

/** In the place of a street that is left out, where nobody but the person herself asked for that. */
export const ADRESSE_A_DEMANDER = 'confidentielle\u00a0: elle n’est pas dans ce document. Demandez à l’avoir aussi.'

/**
 * Households; who else is in them is said of nobody. Where one lives, and what they get, unless others stayed after the person left:
 * she isn't told where they live now, nor where one of them asked that it be kept to themselves. Where she asked it herself, the street is
 * there only if asked for: the file goes through other hands before hers.
 */
export async function foyersPortes(ctx: Context, portee: Portee): Promise<LignePortee[]> {
  const { ids } = portee
  const lignes = await lignesPortees(
    ctx,
    sql`select f.numero_demande_rsa as "Numéro de demande", f.date_demande as "Demande du", f.organisme as "Organisme",
        matricule_montre(f.matricule) as "Matricule",
        case when m.sien then f.situation_familiale end as "Situation familiale",
        case when m.sien then f.montant_centimes / 100.0 end as "Montant du RSA (€)",
        case when not m.sien or foyer_confidentiel(f.id, ${[...ids]}::uuid[]) then null
          when foyer_confidentiel(f.id, ${saufQuiEmporte(portee)}) then ${ADRESSE_A_DEMANDER}
          else nullif(concat_ws(', ', f.complement, f.voie, f.lieu_dit, nullif(concat_ws(' ', f.code_postal, ${COMMUNE_DITE}), '')), '')
          end as "Adresse"
      from (
        select x.foyer_id, not exists (select 1 from membre o
          where o.foyer_id = x.foyer_id and o.personne_id <> all(${[...ids]}::uuid[])
            and coalesce(o.fin, 'infinity') > max(coalesce(x.fin, 'infinity'))) as sien
        from membre x where x.personne_id = any(${[...ids]}::uuid[]) group by x.foyer_id) m
        join foyer f on f.id = m.foyer_id
      order by f.present desc, f.date_demande desc`,
  )
  const { sexe } = await ctx.db
    .selectFrom('personne')
    .select('sexe')
    .where('id', 'in', [...ids])
    .executeTakeFirstOrThrow()
  return lignes.map(({ 'Situation familiale': situation, ...l }) => ({
    ...l,
    'Situation familiale': typeof situation === 'string' ? situationFamiliale(situation, sexe) : null,
  }))
}
