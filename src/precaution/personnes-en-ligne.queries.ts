import { sql } from 'kysely'
import { matriculeMontre } from '../personne/matricule/matricule.ts'
import { lireRecherche } from '../personne/recherche/lire-recherche.ts'
import { CANDIDATS_MAX } from '../personne/recherche/personnes.ts'
import { personnesTrouvees } from '../personne/recherche/trouver-personnes.queries.ts'
import type { Context } from '../socle/use-case.ts'
import { COMMUNE_DITE } from '../territoire/commune.queries.ts'
import { type EnBref, puces } from './en-bref.ts'
import { numeroPartage, sansMessagePartage } from './partage.queries.ts'
import { precautionsEnJson } from './precaution.queries.ts'
import { avecSilence } from './precaution.ts'

/** A person as the command line answers it. `nirConnu`: their NIR is never told. */
export type PersonneEnLigne = {
  id: string
  nom: string
  prenom: string
  dateNaissance: string
  telephone: string | null
  courriel: string | null
  adresse: string | null
  /** What to mind before calling or writing, as the lists say it. */
  precautions: string[]
  matricules: string[]
  nirConnu: boolean
}

/**
 * SQL (text): where the person `p` lives: their household's address, else the one a source told; of an address kept to themselves
 * (rule A9), the commune alone.
 */
const ADRESSE = sql`coalesce(
  (select nullif(array_to_string(array_remove((case when foyer_confidentiel(f.foyer_id) then array[]::text[]
      else array[nullif(f.complement, ''), nullif(f.voie, ''), nullif(f.lieu_dit, '')] end)
      || nullif(concat_ws(' ', f.code_postal, ${COMMUNE_DITE}), ''), null), ', '), '')
    from foyer_courant f where f.personne_id = p.id),
  (select d.valeur from donnee d where d.personne_id = p.id and d.champ = 'adresse' and d.retenue
    and not adresse_confidentielle(p.id)))`

/** Persons by name; those that the search finds when `q` is given, as the box of the screens does. */
export async function personnesEnLigne(ctx: Context, q?: string): Promise<PersonneEnLigne[]> {
  const recherche = q === undefined ? null : lireRecherche(q, ctx.today)
  if (recherche?.genre === 'vide') return []
  const trouvees = recherche
    ? sql`with ${personnesTrouvees(ctx, recherche, sql`true`, CANDIDATS_MAX)}`
    : sql`with trouvees as (select p.id from personne p where p.fusionnee_dans is null)`
  const { rows } = await sql<
    Omit<PersonneEnLigne, 'precautions'> & { precautions: EnBref | null; partage: boolean; silence: boolean }
  >`
    ${trouvees}
    select p.id, p.nom, p.prenom, p.date_naissance, p.telephone, p.courriel, ${ADRESSE} as adresse,
      coalesce((select array_agg(distinct f.matricule order by f.matricule) from membre m join foyer f on f.id = m.foyer_id
          where m.personne_id = p.id and m.fin is null and f.matricule <> ''),
        (select array_agg(distinct d.valeur order by d.valeur) from donnee d where d.personne_id = p.id and d.champ = 'matricule'),
        '{}') as matricules,
      p.nir_empreinte is not null as nir_connu, ${precautionsEnJson(sql.ref('p.id'))} as precautions, ${numeroPartage(ctx)} as partage,
      ${sansMessagePartage(ctx)} as silence
    from trouvees t join personne p on p.id = t.id order by p.nom, p.prenom, p.id`.execute(ctx.db)
  return rows.map(({ partage, silence, precautions, ...p }) => ({
    ...p,
    matricules: p.matricules.map(matriculeMontre),
    precautions: puces(avecSilence(precautions, silence), partage).map(({ mot }) => mot),
  }))
}

/** A person in one line, for a terminal. */
export const direPersonne = (p: PersonneEnLigne) =>
  [
    p.id,
    `${p.nom} ${p.prenom}`,
    p.dateNaissance,
    p.telephone,
    p.courriel,
    p.adresse,
    ...p.precautions,
    p.matricules.join(', '),
    p.nirConnu ? 'NIR connu' : null,
  ]
    .filter(Boolean)
    .join('  ')
