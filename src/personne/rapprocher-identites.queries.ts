import { sql } from 'kysely'
import { empreinteNir } from '../socle/auth/nir.ts'
import type { Context } from '../socle/use-case.ts'

export type IdentiteDite = {
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
}
export type Rapprochement =
  | { genre: 'certain'; personneId: string }
  | { genre: 'douteux'; candidats: { personneId: string; score: number; raisons: string[] }[] }
  | { genre: 'nouveau' }

/**
 * Which person each identity is: the NIR, else the place in a household, else names and birth date alone to be theirs. Several
 * possible persons, or a known NIR that differs: a human decides.
 */
export async function rapprocherIdentites(
  ctx: Context,
  identites: readonly IdentiteDite[],
): Promise<Map<number, Rapprochement>> {
  const dites = identites.map(i => ({
    ...i,
    nir: i.nir ? empreinteNir(ctx.territoire.code, i.nir).toString('hex') : null,
  }))
  const { rows } = await sql<{ cle: number; personneId: string; rang: number; contredit: boolean }>`
    with dite as (select * from jsonb_to_recordset(${JSON.stringify(dites)}::jsonb) as t (cle int, nir text, nom text, "nomNaissance" text,
        prenom text, "dateNaissance" date, matricule text, "numeroDemandeRsa" text, role text)),
    trouvee as (
      select d.cle, p.id, p.fusionnee_dans, 1 as rang, false as contredit from dite d join personne p on p.nir_empreinte = decode(d.nir, 'hex')
      union all
      select d.cle, p.id, p.fusionnee_dans, 2, d.nir is not null and p.nir_empreinte is not null
      from dite d join foyer f on f.numero_demande_rsa = d."numeroDemandeRsa" or f.matricule = d.matricule
        join membre m on m.foyer_id = f.id and m.fin is null and m.role = d.role
        join personne p on p.id = m.personne_id and (d."dateNaissance" is null or p.date_naissance = d."dateNaissance")
      union all
      select d.cle, p.id, p.fusionnee_dans, 3, d.nir is not null and p.nir_empreinte is not null
      from dite d join personne p on p.date_naissance = d."dateNaissance"
        and forme_comparable(p.prenom) = forme_comparable(d.prenom)
        and (forme_comparable(d.nom) in (forme_comparable(p.nom), forme_comparable(p.nom_naissance))
          or forme_comparable(d."nomNaissance") = forme_comparable(p.nom_naissance)))
    select cle, coalesce(fusionnee_dans, id) as personne_id, min(rang) as rang, bool_and(contredit) as contredit
    from trouvee group by 1, 2`.execute(ctx.db)
  const parCle = Map.groupBy(rows, r => r.cle)
  return new Map(identites.map(({ cle }) => [cle, choisir(parCle.get(cle) ?? [])]))
}

function choisir(candidats: readonly { personneId: string; rang: number; contredit: boolean }[]): Rapprochement {
  const rang = Math.min(...candidats.map(c => c.rang))
  const possibles = candidats.filter(c => c.rang === rang)
  const [seul] = possibles
  if (!seul) return { genre: 'nouveau' }
  if (possibles.length === 1 && !seul.contredit) return { genre: 'certain', personneId: seul.personneId }
  return {
    genre: 'douteux',
    candidats: possibles.map(c => ({
      personneId: c.personneId,
      score: 0.8,
      raisons: [c.contredit ? 'même identité, autre NIR' : 'même identité'],
    })),
  }
}
