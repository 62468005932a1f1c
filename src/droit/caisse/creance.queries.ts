import { sql } from 'kysely'
import { garderMatricule } from '../../personne/matricule/garder-matricule.ts'
import type { Context } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'

/** A debt transferred to the département as a flow tells it. Amounts in cents; `empreinte`: hexadecimal, of all that is told. */
export type CreanceDite = {
  organisme: string
  numeroOrganisme: string
  matricule: string
  numeroDemandeRsa: string
  implanteeLe: string
  nature: string
  rang: string
  mois: string | null
  motif: string | null
  origine: string | null
  responsabilite: string | null
  regularisationDebut: string | null
  regularisationFin: string | null
  dernierCreditLe: string | null
  soldeCentimes: number | null
  initialCentimes: number | null
  reference: string
  empreinte: string
}

/** Keeps debts; one told already in the same words isn't kept twice. Returns how many are new. */
export async function garderCreances(ctx: Context, dites: readonly CreanceDite[], numero: number): Promise<number> {
  if (!dites.length) return 0
  const matricule = (d: { matricule: string }) => garderMatricule(ctx.territoire.code, d.matricule)
  const lignes = dites.map(d => ({ ...d, id: uuidv7(), matricule: matricule(d) }))
  const resultat = await sql`
    insert into creance (id, organisme, numero_organisme, matricule, numero_demande_rsa, implantee_le, nature, rang, mois, motif, origine,
      responsabilite, regularisation_debut, regularisation_fin, dernier_credit_le, solde_centimes, initial_centimes, reference,
        empreinte, import)
    select n.id, n.organisme, n."numeroOrganisme", n.matricule, n."numeroDemandeRsa", n."implanteeLe", n.nature, n.rang, n.mois,
      n.motif, n.origine,
      n.responsabilite, n."regularisationDebut", n."regularisationFin", n."dernierCreditLe", n."soldeCentimes",
        n."initialCentimes", n.reference,
      decode(n.empreinte, 'hex'), ${numero}::int
    from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as n (id uuid, organisme text,
      "numeroOrganisme" text, matricule text, "numeroDemandeRsa" text, "implanteeLe" date, nature text, rang text, mois text, motif text,
      origine text, responsabilite text, "regularisationDebut" date, "regularisationFin" date, "dernierCreditLe" date, "soldeCentimes" int,
      "initialCentimes" int, reference date, empreinte text)
    on conflict (empreinte) do nothing`.execute(ctx.db)
  return Number(resultat.numAffectedRows ?? 0)
}

/** How many households of these debts no beneficiaries flow has announced yet. */
export async function foyersInconnusDesCreances(ctx: Context, numero: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct c.numero_demande_rsa) as n from creance c
    where c.import = ${numero} and not exists (select 1 from foyer f where f.numero_demande_rsa = c.numero_demande_rsa)`.execute(
    ctx.db,
  )
  return rows[0]?.n ?? 0
}
