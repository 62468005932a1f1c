import { sql } from 'kysely'
import { garderMatricule } from '../../personne/matricule/garder-matricule.ts'
import type { Context } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'

export type GenreAcompte =
  | 'allocation'
  | 'indu-constate'
  | 'indu-transfere'
  | 'remise'
  | 'annulation-faible-montant'
  | 'autre-annulation'

/** A movement of the monthly advance. `sens` AJ adds to it, DE takes from it; amount in cents; `empreinte`: hexadecimal. */
export type AcompteDit = {
  organisme: string
  numeroOrganisme: string
  matricule: string
  numeroDemandeRsa: string
  mois: string | null
  genre: GenreAcompte
  nature: string
  rang: string | null
  numeroInterne: string | null
  operation: string | null
  sens: 'AJ' | 'DE'
  montantCentimes: number
  regularisationDepuis: string | null
  traiteLe: string | null
  traiteA: string | null
  reference: string
  empreinte: string
}

/** Keeps movements; one told already in the same words isn't kept twice. Returns how many are new. */
export async function garderAcomptes(ctx: Context, dits: readonly AcompteDit[], numero: number): Promise<number> {
  if (!dits.length) return 0
  const matricule = (d: { matricule: string }) => garderMatricule(ctx.territoire.code, d.matricule)
  const lignes = dits.map(d => ({ ...d, id: uuidv7(), matricule: matricule(d) }))
  const resultat = await sql`
    insert into acompte (id, organisme, numero_organisme, matricule, numero_demande_rsa, mois, genre, nature, rang,
      numero_interne, operation, sens,
      montant_centimes, regularisation_depuis, traite_le, traite_a, reference, empreinte, import)
    select n.id, n.organisme, n."numeroOrganisme", n.matricule, n."numeroDemandeRsa", n.mois, n.genre, n.nature, n.rang, n."numeroInterne",
      n.operation, n.sens, n."montantCentimes", n."regularisationDepuis", n."traiteLe", n."traiteA", n.reference,
        decode(n.empreinte, 'hex'), ${numero}::int
    from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as n (id uuid, organisme text,
      "numeroOrganisme" text, matricule text, "numeroDemandeRsa" text, mois text, genre text, nature text, rang text, "numeroInterne" text,
      operation text, sens text, "montantCentimes" int, "regularisationDepuis" date, "traiteLe" date, "traiteA" text,
        reference date, empreinte text)
    on conflict (empreinte) do nothing`.execute(ctx.db)
  return Number(resultat.numAffectedRows ?? 0)
}

/** How many households of these movements no beneficiaries flow has announced yet. */
export async function foyersInconnusDesAcomptes(ctx: Context, numero: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct c.numero_demande_rsa) as n from acompte c
    where c.import = ${numero} and not exists (select 1 from foyer f where f.numero_demande_rsa = c.numero_demande_rsa)`.execute(
    ctx.db,
  )
  return rows[0]?.n ?? 0
}
