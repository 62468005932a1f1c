import { sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'

/** Somebody as the files of partners name them. */
export type Cite = {
  personneId: string
  nom: string
  nomNaissance: string
  prenom: string
  dateNaissance: string
  organisme: string
  numeroOrganisme: string
  matricule: string
  numero: string
  role: string
  /** Nobody else is in the household. */
  seul: boolean
}

const CITE = sql`p.id as personne_id, p.nom, p.nom_naissance, p.prenom, p.date_naissance, f.organisme, f.numero_organisme, f.matricule,
  f.numero_demande_rsa as numero, m.role,
  not exists (select 1 from membre n where n.foyer_id = f.id and n.fin is null and n.personne_id <> p.id) as seul`

/** Who a référent follows, whose right is open, one of each household: in the order of their names, the same whenever it is asked. */
export async function suivisPar(ctx: Context, referentId: string): Promise<Cite[]> {
  const { rows } = await sql<Cite>`
    select ${CITE}
    from accompagnement k join personne p on p.id = k.personne_id join membre m on m.personne_id = p.id and m.fin is null
      join foyer f on f.id = m.foyer_id join droit d on d.personne_id = p.id and d.foyer_id = f.id and d.flux_fin is null
    where k.referent_id = ${referentId} and k.fin is null and m.role = 'DEM' and d.etat = '2' and d.soumis and p.fusionnee_dans is null
    order by p.nom, p.prenom, f.numero_demande_rsa`.execute(ctx.db)
  return rows
}

/** Some of those a structure follows. */
export async function suivisDans(ctx: Context, structureId: string, combien: number): Promise<Cite[]> {
  const { rows } = await sql<Cite>`
    select ${CITE}
    from accompagnement k join personne p on p.id = k.personne_id join membre m on m.personne_id = p.id and m.fin is null
      join foyer f on f.id = m.foyer_id
    where k.structure_id = ${structureId} and k.fin is null and m.role = 'DEM' and p.fusionnee_dans is null
    order by f.numero_demande_rsa limit ${combien}`.execute(ctx.db)
  return rows
}

/** The households of some stories, by their claim numbers. */
export async function parDemandes(ctx: Context, numeros: readonly string[]): Promise<Cite[]> {
  const { rows } = await sql<Cite>`
    select ${CITE} from foyer f join membre m on m.foyer_id = f.id and m.fin is null join personne p on p.id = m.personne_id
    where f.numero_demande_rsa = any(${[...numeros]}) and m.role = 'DEM' order by f.numero_demande_rsa`.execute(ctx.db)
  return rows
}
