import { sql } from 'kysely'
import { empreinteNir } from '../socle/auth/nir.ts'
import type { Context } from '../socle/use-case.ts'
import { type IssueSuivi, reprendreSuivis, type SuiviAReprendre } from './reprendre-suivis.queries.ts'
import { type AnomalieSuivi, type LigneSuivi, lireSuivis } from './suivis-csv.ts'

export type RapportSuivis = {
  lus: number
  crees: number
  inchanges: number
  rejetes: number
  structuresCreees: number
  referentsCrees: number
  anomalies: AnomalieSuivi[]
}

/**
 * Takes up the follow-ups already running elsewhere, as a département does on its first day: an orientation and a référent each.
 * Lines about an unknown person, or one already followed by somebody else, are set aside with their reason. The same file again
 * changes nothing. `texte`: the CSV of suivis-csv.ts.
 */
export async function importerSuivis(ctx: Context, texte: string): Promise<RapportSuivis> {
  const { suivis: lignes, anomalies, lus } = lireSuivis(texte)
  const personnes = await trouverPersonnes(ctx, lignes)
  const avant = { structures: await compter(ctx, 'structure'), agents: await compter(ctx, 'agent') }
  const aReprendre: SuiviAReprendre[] = []
  for (const ligne of lignes) {
    const personne = personnes.get(`${ligne.numeroDemandeRsa} ${ligne.role}`)
    if (!personne)
      anomalies.push({
        ligne: ligne.ligne,
        champ: 'numeroDemandeRsa',
        motif: 'aucune personne de ce rôle dans un foyer de ce numéro : importez d’abord le flux qui l’annonce',
      })
    else if (estUnAutreNir(ctx, ligne.nir, personne.nirEmpreinte))
      anomalies.push({
        ligne: ligne.ligne,
        champ: 'nir',
        motif: 'ce NIR n’est pas celui de la personne de ce rôle dans ce foyer',
      })
    else aReprendre.push({ ...ligne, personneId: personne.id })
  }
  const issues = await reprendreSuivis(ctx, aReprendre)
  for (const [ligne, issue] of issues) if (typeof issue === 'object') anomalies.push({ ligne, ...issue })
  const apres = { structures: await compter(ctx, 'structure'), agents: await compter(ctx, 'agent') }
  const combien = (issue: IssueSuivi) => [...issues.values()].filter(i => i === issue).length
  return {
    lus,
    crees: combien('cree'),
    inchanges: combien('inchange'),
    rejetes: anomalies.length,
    structuresCreees: apres.structures - avant.structures,
    referentsCrees: apres.agents - avant.agents,
    anomalies: anomalies.toSorted((a, b) => a.ligne - b.ligne),
  }
}

/** The person of a role in a household, with the fingerprint of their NIR. */
async function trouverPersonnes(ctx: Context, lignes: readonly LigneSuivi[]) {
  const { rows } = await sql<{ id: string; numero: string; role: string; nirEmpreinte: Buffer | null }>`
    select coalesce(p.fusionnee_dans, p.id) as id, f.numero_demande_rsa as numero, m.role, p.nir_empreinte
    from foyer f join membre m on m.foyer_id = f.id and m.fin is null join personne p on p.id = m.personne_id
    where f.numero_demande_rsa = any(${lignes.map(l => l.numeroDemandeRsa)}) and m.role in ('DEM', 'CJT')`.execute(
    ctx.db,
  )
  return new Map(rows.map(r => [`${r.numero} ${r.role}`, r]))
}

const estUnAutreNir = (ctx: Context, nir: string | null, empreinte: Buffer | null) =>
  nir !== null && empreinte !== null && !empreinte.equals(empreinteNir(ctx.territoire.code, nir))

async function compter(ctx: Context, table: 'structure' | 'agent'): Promise<number> {
  const { n } = await ctx.db
    .selectFrom(table)
    .select(eb => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}
