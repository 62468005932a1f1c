import { sql } from 'kysely'
import { lireNir } from '../socle/auth/nir.ts'
import { type LignePortee, lignesPortees } from '../socle/lien.ts'
import type { Context } from '../socle/use-case.ts'
import { situationFamiliale } from './foyer.ts'

export const LIBELLE_NIR = 'Numéro de sécurité sociale'

/** Who the person is, her number in full: it is hers. The file kept first, then those merged into it. */
export async function identitePortee(ctx: Context, ids: readonly string[]): Promise<LignePortee[]> {
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

/** Households, with where they live; who else is in them is said of nobody. */
export async function foyersPortes(ctx: Context, ids: readonly string[]): Promise<LignePortee[]> {
  const lignes = await lignesPortees(
    ctx,
    sql`select f.numero_demande_rsa as "Numéro de demande", f.date_demande as "Demande du", f.organisme as "Organisme", f.matricule as
      "Matricule",
        f.situation_familiale as "Situation familiale", f.montant_centimes / 100.0 as "Montant du RSA (€)",
        nullif(concat_ws(', ', f.complement, f.voie, f.lieu_dit, nullif(concat_ws(' ', f.code_postal, f.commune), '')), '') as "Adresse"
      from foyer f where f.id in (select foyer_id from membre where personne_id = any(${[...ids]}::uuid[]))
      order by f.present desc, f.date_demande desc`,
  )
  const { sexe } = await ctx.db
    .selectFrom('personne')
    .select('sexe')
    .where('id', 'in', [...ids])
    .executeTakeFirstOrThrow()
  return lignes.map(l => ({ ...l, 'Situation familiale': situationFamiliale(String(l['Situation familiale']), sexe) }))
}
