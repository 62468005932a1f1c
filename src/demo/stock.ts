import { writeFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { ecrireCsv } from '../socle/export/csv.ts'
import type { Context } from '../socle/use-case.ts'
import type { Equipe } from './equipe.ts'
import { hasard } from './generer/hasard.ts'
import { GRAINE } from './graine.ts'

/** Share of the starting stock already oriented, and its split (S3 annexe 3: 93.5 % oriented; 50, 20 and 30 %). */
const PART_ORIENTEE = 0.935
const REPARTITION = [
  ['emploi', 50],
  ['equilibre', 20],
  ['remobilisation', 30],
] as const
const STRUCTURES_PAR_DOMINANTE = {
  emploi: [
    ['ft', 60],
    ['emploi', 30],
    ['plie', 6],
    ['cap', 4],
  ],
  equilibre: [
    ['ft', 25],
    ['ms', 50],
    ['ms-mer', 15],
    ['plie', 10],
  ],
  remobilisation: [
    ['ms', 50],
    ['ms-mer', 18],
    ['asso', 32],
  ],
} as const
/** Follow-ups the demo référent begins with: a portfolio under the cap. */
const PORTEFEUILLE_DEMO = 41

/** Writes the file of the follow-ups that ran before Filrouge, as a département gives it on its first day. `premierJour`: YYYY-MM-DD. */
export async function ecrireLeStock(ctx: Context, equipe: Equipe, premierJour: string, chemin: string): Promise<void> {
  const { rows } = await sql<{ numero: string; role: string; jeune: boolean }>`
    select f.numero_demande_rsa as numero, d.role, p.date_naissance > ${premierJour}::date - interval '26 years' as jeune
    from droit d join foyer f on f.id = d.foyer_id join personne p on p.id = d.personne_id
    where d.flux_fin is null and d.etat in ('2', '3', '4') and d.soumis
      -- The households of the stories have theirs told.
      and f.numero_demande_rsa not like '9%' order by 1, 2`.execute(ctx.db)
  const tire = hasard(GRAINE, 1)
  const charges = new Map<string, number>()
  const [demo] = equipe.referents.get('ms') ?? []
  const lignes = [['numeroDemandeRsa', 'role', 'dateOrientation', 'dominante', 'structure', 'referentCourriel']]
  for (const { numero, role, jeune } of rows) {
    if (!tire.chance(PART_ORIENTEE)) continue
    const dominante = tire.pondere(REPARTITION)
    const cle = jeune ? 'ml' : tire.pondere<string>(STRUCTURES_PAR_DOMINANTE[dominante])
    const referent = moinsCharge(equipe.referents.get(cle) ?? [], charges, demo)
    const debut = Temporal.PlainDate.from(premierJour).subtract({ days: tire.entre(5, 70) })
    lignes.push([numero, role, debut.toString(), dominante, equipe.structures.get(cle)?.nom ?? '', referent])
  }
  await writeFile(chemin, ecrireCsv(lignes))
}

function moinsCharge(courriels: readonly string[], charges: Map<string, number>, demo: string | undefined): string {
  const charge = (c: string) =>
    c === demo && (charges.get(c) ?? 0) >= PORTEFEUILLE_DEMO ? Number.POSITIVE_INFINITY : (charges.get(c) ?? 0)
  const choisi = courriels.toSorted((a, b) => charge(a) - charge(b))[0] ?? ''
  charges.set(choisi, (charges.get(choisi) ?? 0) + 1)
  return choisi
}
