import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { comptes, photo, porteeDuMois } from '../../../droit/definitions.queries.ts'
import { unEssai } from '../../../essai.ts'
import { appliquerSeul } from './essai-import.ts'
import { histoire, lettres, unMonde } from './essai-monde.ts'

const essai = unEssai()
const HISTOIRES = Math.ceil(Number(process.env.HISTOIRES ?? 20) / 2)

/** Names of a passage, by what a month's flows opened and by what the definition counts in that month. */
async function entreesEtComptes(passage: number, mois: string) {
  const db = essai.base.territoire('59')
  const siennes = sql`p.prenom like ${`${lettres(`P${passage}F`)}%`}`
  const { rows: ouvertes } = await sql<{ cle: string }>`
    select p.prenom || p.id as cle from entree e join personne p on p.id = e.personne_id join flux f on f.numero = e.flux
    where ${siennes} and to_char(f.reference, 'YYYY-MM') = ${mois} order by 1`.execute(db)
  const portee = porteeDuMois(mois)
  const { rows: comptees } = await sql<{ cle: string }>`
    with ${photo(portee)} select p.prenom || p.id as cle from (${comptes('convention-2024', portee, 12)}) c
    join personne p on p.id = c.personne_id where ${siennes} order by 1`.execute(db)
  return [ouvertes.map(r => r.cle), comptees.map(r => r.cle)]
}

test('recomptés après coup, les nouveaux entrants de la convention sont ceux dont les flux mensuels ont ouvert le délai', async () => {
  const propriete = fc.asyncProperty(histoire, async ({ flux, msaAPart, familles }) => {
    const monde = unMonde(familles)
    let mois = Temporal.PlainYearMonth.from('2025-01')
    const mensuels = [{ saut: 1 }, ...flux.filter(f => f.mensuel)]
    for (const [n, { saut }] of mensuels.entries()) {
      if (n > 0) mois = mois.add({ months: saut })
      const reference = mois.toPlainDate({ day: mois.daysInMonth }).toString()
      const recuLe = mois.add({ months: 1 }).toPlainDate({ day: 3 }).toString()
      for (const [k, famille] of familles.entries())
        for (const a of famille.actes)
          if (a.acte !== 'suivre' && a.quand % mensuels.length === n) monde.agir(k, a, reference)
      const parties = msaAPart ? [(msa: boolean) => !msa, (msa: boolean) => msa] : [() => true]
      for (const partie of parties) {
        const { xml } = monde.dire(true, () => false, partie)
        await appliquerSeul(essai, { type: 'M', dateReference: reference, dateCreation: recuLe, foyers: xml }, recuLe)
      }
      const [ouvertes, comptees] = await entreesEtComptes(monde.passage, mois.toString())
      expect(comptees, `${n} ${mois}`).toEqual(ouvertes)
    }
  })
  await fc.assert(propriete, { numRuns: HISTOIRES, endOnFailure: true, seed: Number(process.env.GRAINE ?? 59) })
})
