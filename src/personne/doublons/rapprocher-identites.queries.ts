import { sql } from 'kysely'
import { formeComparable } from '../../lecture/forme-comparable.ts'
import { lireTelephone } from '../../lecture/telephone.ts'
import { empreinteNir } from '../../socle/auth/nir.ts'
import type { Context } from '../../socle/use-case.ts'
import { parametre } from '../../territoire/parametre.queries.ts'
import { garderMatricule } from '../matricule/garder-matricule.ts'
import { nirDeLAnnee } from '../nir.ts'
import { dateInversee, formes, type IndicesBruts, indiceNir, indicesIdentite } from './indices.queries.ts'
import { placesDites } from './place-dite.queries.ts'
import { parPreuves } from './preuves.queries.ts'
import { PREUVES_DE } from './preuves.ts'
import {
  type Compare,
  ressembler,
  type Seuils,
  seContredisent,
  trancherPlace,
  trancherRessemblances,
  type Verdict,
} from './ressemblance.ts'

/** Somebody as a list or a flow names them; what it doesn't say is null. `nir`: 13 characters; dates YYYY-MM-DD. */
export type IdentiteLue = {
  cle: number
  nir: string | null
  nom: string | null
  nomNaissance: string | null
  prenom: string | null
  dateNaissance: string | null
  matricule: string | null
  numeroDemandeRsa: string | null
  role: 'DEM' | 'CJT' | null
  telephone: string | null
  courriel: string | null
  /** '1' man, '2' woman, as a civility says it. */
  sexe?: '1' | '2' | null
}

const LOT = 2000
/** Under this likeness of whole names, two persons born the same day are two persons. */
const VRAISEMBLANCE = 0.3

export async function seuils(ctx: Context): Promise<Seuils> {
  return {
    certain: await parametre(ctx, 'rapprochement.certain'),
    douteux: await parametre(ctx, 'rapprochement.douteux'),
  }
}

/**
 * Which file each of these identities has already (E5): certain, doubtful (for a human to decide, best first), or new. Looks at
 * the whole territory, whatever the agent's scope: somebody of another commune is not a new person. Writes nothing. Two lines of
 * one list that are the same new person are both 'nouveau': the caller compares its own lines.
 *
 * Certain (parameter rapprochement.certain): the same NIR on identities that agree (`accorde`), else the same name, first name and birth
 * date, held by one file only and denied by no NIR. Doubtful: a NIR that somebody else bears, always; by likeness
 * (rapprochement.douteux), several such files, a birth on 1 January, a letter apart…
 * `parPlace`: the list designates people by claim or matricule and role, and hardly names them (CNAF « contacts », follow-ups):
 * whoever holds that place alone is certain, unless what is said denies it.
 */
export async function rapprocherIdentites(
  ctx: Context,
  identites: readonly IdentiteLue[],
  { parPlace = false }: { parPlace?: boolean } = {},
): Promise<Map<number, Verdict>> {
  const verdicts = new Map<number, Verdict>()
  if (identites.length === 0) return verdicts
  const bornes = await seuils(ctx)
  for (let debut = 0; debut < identites.length; debut += LOT) {
    const lot = identites.slice(debut, debut + LOT)
    const candidats = await candidatsDe(ctx, lot)
    const trancher = parPlace ? trancherPlace : trancherRessemblances
    for (const { cle } of lot) verdicts.set(cle, trancher(candidats.get(cle) ?? [], bornes))
  }
  return verdicts
}

/** Name and first name as the file of a person keeps them; null when one of them says nothing. */
function cleDesNoms(nom: string | null | undefined, prenom: string | null): string | null {
  const [un, deux] = [formeComparable(nom ?? ''), formeComparable(prenom ?? '')]
  return un && deux ? `${un}|${deux}` : null
}

type Ligne = IndicesBruts & { cle: number; personneId: string }

async function candidatsDe(ctx: Context, lot: readonly IdentiteLue[]): Promise<Map<number, Compare[]>> {
  const lues = new Map(lot.map(i => [i.cle, i]))
  const parCle = new Map<number, Map<string, Compare>>()
  for (const ligne of await lireCandidats(ctx, lot)) {
    const lue = lues.get(ligne.cle)
    const dit = indiceNir(ctx, ligne, lue?.nir ?? null)
    // A number that says another birth than its own line denies nobody: it is somebody else's.
    const sien = !lue?.nir || !lue.dateNaissance || nirDeLAnnee(lue.nir, lue.dateNaissance)
    const indices = { ...ligne, nir: dit === 'autre' && !sien ? 'absent' : dit } as const
    const candidat = {
      personneId: ligne.personneId,
      ...ressembler(indices),
      place: ligne.foyer === 'place',
      contredite: seContredisent(indices),
    }
    const siens = parCle.get(ligne.cle) ?? new Map<string, Compare>()
    // A file merged into another speaks for it: the better of their likenesses counts.
    if (candidat.score > (siens.get(candidat.personneId)?.score ?? -1)) siens.set(candidat.personneId, candidat)
    parCle.set(ligne.cle, siens)
  }
  return new Map([...parCle].map(([cle, siens]) => [cle, [...siens.values()]]))
}

async function lireCandidats(ctx: Context, lot: readonly IdentiteLue[]): Promise<Ligne[]> {
  const lignes = lot.map(i => {
    const noms = [i.nomNaissance ?? i.nom, i.nom ?? i.nomNaissance, i.prenom]
    const telephone = i.telephone ? lireTelephone(i.telephone) : null
    return {
      cle: i.cle,
      nir: i.nir && empreinteNir(ctx.territoire.code, i.nir).toString('hex'),
      nom: i.nom,
      nom_naissance: i.nomNaissance,
      prenom: i.prenom,
      date_naissance: i.dateNaissance,
      recherche: formeComparable(noms.filter(Boolean).join(' ')),
      identite: cleDesNoms(noms[0], i.prenom),
      identite_usage: cleDesNoms(noms[1], i.prenom),
      prenom_comparable: formeComparable(i.prenom ?? '') || null,
      matricule: i.matricule && garderMatricule(ctx.territoire.code, i.matricule),
      numero_demande_rsa: i.numeroDemandeRsa,
      role: i.role,
      telephone: telephone && 'numero' in telephone ? telephone.numero : null,
      sexe: i.sexe ?? null,
      courriel: i.courriel?.trim().toLowerCase() || null,
    }
  })
  const { rows } = await sql<Ligne>`
    with i as materialized (
      select i.*, decode(i.nir, 'hex') as nir_empreinte, ${dateInversee(sql.ref('i.date_naissance'))} as inversee
      from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as i (cle int, nir text, nom text, nom_naissance text, prenom text,
        date_naissance date, recherche text, identite text, identite_usage text, prenom_comparable text,
        matricule text, numero_demande_rsa text, role text, telephone text, courriel text, sexe text)
    ),
    foyers as materialized (
      select i.cle, m.personne_id, case when bool_or(m.role = i.role) then 'place' else 'meme' end as foyer
      from (
        select i.cle, i.role, f.id from i join foyer f on f.numero_demande_rsa = i.numero_demande_rsa
        union all
        select i.cle, i.role, f.id from i join foyer f on forme_matricule(f.matricule) = forme_matricule(i.matricule)
        where not exists (select 1 from foyer g where g.numero_demande_rsa = i.numero_demande_rsa)
      ) i join membre m on m.foyer_id = i.id and m.fin is null
      group by 1, 2
      union
      select i.cle, d.personne_id, case when bool_or(d.role = i.role) then 'place' else 'meme' end
      from i join lateral ${placesDites(sql`i`)} d on true
      group by 1, 2
    ),
    prouves as materialized (select * from ${parPreuves(sql`i`, PREUVES_DE.liste)} s),
    -- Likeness is looked for only where nothing is proved.
    inconnues as materialized (
      select * from i where not exists (select 1 from prouves s where s.cle = i.cle)
    ),
    candidats as materialized (
      select cle, id from prouves
      union select i.cle, p.id from i join personne p on p.nir_empreinte = i.nir_empreinte
      union select i.cle, p.id from inconnues i join personne p on p.date_naissance = i.date_naissance
        where split_part(p.identite, '|', 2) = i.prenom_comparable or similarity(p.recherche, i.recherche) > ${VRAISEMBLANCE}
      union select i.cle, p.id from inconnues i join personne p on p.date_naissance = i.inversee
        where (left(p.identite, 1) = left(i.recherche, 1) or split_part(p.identite, '|', 2) = i.prenom_comparable)
          and similarity(p.recherche, i.recherche) > ${2 * VRAISEMBLANCE}
      union select i.cle, p.id from i join personne p on p.identite = i.identite
      union select i.cle, p.id from i join personne p on p.telephone = i.telephone
      union select i.cle, p.id from i join personne p on p.courriel = i.courriel
      union select cle, personne_id from foyers
    )
    select c.cle, coalesce(p.fusionnee_dans, p.id) as personne_id, ${indicesIdentite('x', 'y')},
      case when i.nir_empreinte is null or p.nir_empreinte is null then 'absent' when i.nir_empreinte = p.nir_empreinte
        then 'meme' else 'autre' end as nir,
      case when i.nir_empreinte <> p.nir_empreinte then p.nir_chiffre end as nir_chiffre,
      coalesce(f.foyer, 'absent') as foyer, coalesce(p.telephone = i.telephone, false) as telephone,
      coalesce(p.courriel = i.courriel, false) as courriel, false as adresse,
      case when i.sexe <> p.sexe and p.sexe in ('1', '2') then 'autre' else 'absent' end as sexe
    from candidats c join i on i.cle = c.cle join personne p on p.id = c.id
      left join foyers f on f.cle = c.cle and f.personne_id = c.id
      cross join lateral ${formes('i')} x cross join lateral ${formes('p')} y`.execute(ctx.db)
  return rows
}
