import { sql } from 'kysely'
import type { Adaptateur, DemandeApplication } from '../../import/adaptateur.ts'
import { LIGNES_COMPTEES } from '../../import/genres.ts'
import type { LigneImport } from '../../import/import.ts'
import type { Context } from '../../socle/use-case.ts'
import { direRessemblance } from '../doutes/doute.ts'
import { type Connue, type Douteuse, empreinteDe, empreinteNumero, type Nommee } from './trier-lignes.queries.ts'

type Dite = { ligne: number; identite: Nommee }
type Retenues<T> = { connues: Connue<T>[]; lignes: LigneImport[]; deCote: number }
type Decidee = { empreinte: string; personneId: string | null; candidats: string[] }

/**
 * What becomes of the doubtful lines of a file that comes every month: what somebody decided of the same person, named the same, holds
 * as long as nothing else resembles; the others wait for somebody to decide.
 */
export async function retenirDoutes<T extends Dite>(
  ctx: Context,
  { options }: Pick<DemandeApplication, 'options'>,
  douteuses: readonly Douteuse<T>[],
): Promise<Retenues<T>> {
  const retenues: Retenues<T> = { connues: [], lignes: [], deCote: 0 }
  if (douteuses.length === 0) return retenues
  const empreintes = douteuses.map(d => empreinteDe(ctx, d.dite).toString('hex'))
  const decidees = await dejaDecidees(ctx, empreintes)
  // Of the same file, played again.
  const decisions = (options.decisions ?? {}) as Record<number, string>
  for (const [rang, { dite, candidats }] of douteuses.entries()) {
    const empreinte = empreintes[rang] ?? ''
    const ids = candidats.map(c => c.personneId)
    const avant = decidees.get(empreinte)
    const tenue = avant !== undefined && ids.every(id => id === avant.personneId || avant.candidats.includes(id))
    const connue = decisions[dite.ligne] ?? (tenue ? avant.personneId : null)
    if (connue && ids.includes(connue)) {
      retenues.connues.push({ personneId: connue, dite })
      continue
    }
    if (tenue && !avant.personneId) {
      retenues.deCote++
      continue
    }
    const { ligne, ...dit } = dite
    retenues.lignes.push({
      ...{ ligne, resultat: 'a-decider', personneId: ids[0] ?? null },
      motifs: [{ champ: 'Identité', motif: direRessemblance(candidats) }],
      doute: {
        ...{ candidats: ids, avec: [], empreinte, dit },
        ...(dite.identite.identifiant && { numero: empreinteNumero(ctx, dite.identite) }),
      },
    })
  }
  return retenues
}

/** What was last decided of whom these fingerprints name: a file, or none (null) of those it resembled then. */
async function dejaDecidees(ctx: Context, empreintes: readonly string[]): Promise<Map<string, Decidee>> {
  const { rows } = await sql<Decidee>`
    select distinct on (d.empreinte) encode(d.empreinte, 'hex') as empreinte, coalesce(p.fusionnee_dans, p.id) as personne_id,
      array(select coalesce(q.fusionnee_dans, q.id) from import_candidat c join personne q on q.id = c.personne_id
        where c.import_id = d.import_id and c.ligne = d.ligne) as candidats
    from unnest(${[...new Set(empreintes)]}::text[]) as e (hex) join import_doute d on d.empreinte = decode(e.hex, 'hex')
      left join personne p on p.id = d.personne_id
    where d.decision in ('connue', 'cote') order by d.empreinte, d.decide_le desc`.execute(ctx.db)
  return new Map(rows.map(r => [r.empreinte, r]))
}

/** In a report: what waits to be decided, and what was decided once and isn't asked again. */
export const compterDoutes = (attendent: number, deCote: number) => [
  { libelle: LIGNES_COMPTEES['a-decider'], nombre: attendent },
  { libelle: 'Lignes laissées de côté, comme décidé avant', nombre: deCote },
]

/** Of the lines of such a file, only those that wait are kept. */
export const recompter: Adaptateur['recompter'] = ({ resume, comptes }, { 'a-decider': nombre }) => ({
  resume,
  comptes: comptes.map(c => (c.libelle === LIGNES_COMPTEES['a-decider'] ? { ...c, nombre } : c)),
})
