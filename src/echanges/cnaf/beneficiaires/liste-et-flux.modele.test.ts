import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { assurerReferent } from '../../../agent/par-liste/referent-a-completer.queries.ts'
import { unEssai } from '../../../essai.ts'
import { assurerStructure } from '../../../offre/structure-a-completer.queries.ts'
import { reprendreSuivis } from '../../../orientation/reprendre-suivis.queries.ts'
import { contexte, SYSTEME } from '../../../socle/contexte.ts'
import { appliquerSeul } from './essai-import.ts'
import { type Histoire, histoire, lettres, unMonde } from './essai-monde.ts'

const essai = unEssai()
const HISTOIRES = Number(process.env.HISTOIRES ?? 20)
const options = { numRuns: Math.ceil(HISTOIRES / 2), endOnFailure: true, seed: Number(process.env.GRAINE ?? 59) }
const db = () => essai.base.territoire('59')
const TERRITOIRE = { code: '59', nom: 'Nord', demo: false }
/** The list is always brought once all the flows are made: only the order in which they are applied changes. */
const APRES = '2045-01-01T08:00:00Z'

/** One follow-up of each family: whose, and how many days before or after which flow it began. */
const dits = fc.array(
  fc.record({
    p: fc.constantFrom(0, 0, 0, 1, 2),
    flux: fc.constantFrom(0, 0, 1, 2, 5, 9),
    jours: fc.constantFrom(-400, -40, -1, 0, 1, 12),
  }),
  {
    minLength: 8,
    maxLength: 8,
  },
)

type Attendu = { personne: string; dateOrientation: string }

async function apporterLaListe(attendus: readonly Attendu[]) {
  const ids = new Map((await personnes()).map(p => [p.prenom, p.id]))
  const lignes = attendus.flatMap(({ personne, dateOrientation }, rang) => {
    const personneId = ids.get(personne)
    return personneId
      ? [
          {
            ligne: rang,
            personneId,
            dateOrientation,
            recuLe: APRES.slice(0, 10),
            dominante: 'emploi' as const,
            structure: 'PLIE',
            referentCourriel: 'ref@example.org',
          },
        ]
      : []
  })
  await db()
    .transaction()
    .execute(async tr =>
      reprendreSuivis(contexte(tr, essai.base, { agent: SYSTEME, territoire: TERRITOIRE, now: APRES }), lignes),
    )
}

const personnes = () => db().selectFrom('personne').select(['id', 'prenom']).execute()

/** Delays, follow-ups and orientations of everybody of a world, in words that don't depend on its number. */
async function constat(passage: number): Promise<string[]> {
  const debut = lettres(`P${passage}F`)
  const { rows } = await sql<{ quoi: string }>`
    select substr(p.prenom, ${debut.length}) || ' ' || quoi as quoi from personne p join lateral (
      select concat_ws(' ', 'délai', e.motif, e.recu_le, 'orienté', e.oriente_le, 'clos', e.close_le, e.close_motif) as quoi
        from entree e where e.personne_id = p.id and e.close_motif is distinct from 'suivi-connu'
      union all select concat_ws(' ', 'suivi', a.debut, 'fin', a.fin, a.fin_motif, case when a.fin is null then 'veille ' ||
        coalesce(a.veille_depuis::text, 'non') || ' repris ' || coalesce(a.repris_le::text, 'non') end)
        from accompagnement a where a.personne_id = p.id
      union all select concat_ws(' ', 'orientation', o.debut, 'fin', o.fin, o.fin_motif) from orientation o where o.personne_id = p.id
    ) x on true where p.prenom like ${`${debut}%`} order by 1`.execute(db())
  return rows.map(r => r.quoi)
}

/** Plays a history, the list brought after flow `rang`. */
async function derouler(
  { flux, msaAPart, familles }: Histoire,
  suivis: { p: number; flux: number; jours: number }[],
  rang: number,
) {
  const monde = unMonde(familles)
  const journal: string[] = []
  const jours: string[] = []
  let mois = Temporal.PlainYearMonth.from('2025-01')
  let jourDuMois = 4
  const calendrier = [{ mensuel: true, saut: 1 }, ...flux].map(({ mensuel, saut }, n) => {
    if (mensuel) {
      if (n > 0) mois = mois.add({ months: saut })
      jourDuMois = 4
    } else jourDuMois += 2
    const jour = mensuel ? 3 : Math.min(28, jourDuMois)
    const recuLe = mois.add({ months: 1 }).toPlainDate({ day: jour }).toString()
    return { mensuel, recuLe, reference: mensuel ? mois.toPlainDate({ day: mois.daysInMonth }).toString() : recuLe }
  })
  const attendus = familles.map((_, k) => {
    const { p, flux: n, jours: j } = suivis[k] ?? { p: 0, flux: 0, jours: 0 }
    const jour = calendrier[n % calendrier.length]?.recuLe ?? ''
    return {
      personne: `${lettres(`P${monde.passage}F${k}N`)}${'ABCD'[p]}`,
      dateOrientation: Temporal.PlainDate.from(jour).add({ days: j }).toString(),
    }
  })
  for (const [n, { mensuel, reference, recuLe }] of calendrier.entries()) {
    for (const [k, famille] of familles.entries())
      for (const a of famille.actes)
        if (a.acte !== 'suivre' && a.quand % calendrier.length === n) monde.agir(k, a, reference)
    const muet = (k: number, i: number) => ((familles[k]!.muet >> ((n + i * 5) % 29)) & 3) === 3
    const parties = mensuel && msaAPart ? [(msa: boolean) => !msa, (msa: boolean) => msa] : [() => true]
    for (const partie of parties) {
      const { xml, dit } = monde.dire(mensuel, muet, partie)
      if (xml.length === 0) continue
      journal.push(
        `${mensuel ? 'M' : 'J'} ${reference} reçu ${recuLe}`,
        ...dit.map(
          d =>
            `  ${d.numero.slice(4)}:${d.etat}${d.motif ? `(${d.motif} ${d.depuis})` : ''}[${d.adultes.map(a => `${a.personne.replace(/^.*F/, 'F')} ${a.role}${a.soumis ? '+' : '-'}`).join(', ')}]`,
        ),
      )
      await appliquerSeul(
        essai,
        { type: mensuel ? 'M' : 'I', dateReference: reference, dateCreation: recuLe, foyers: xml },
        recuLe,
      )
    }
    jours.push(recuLe)
    if (n === rang) {
      journal.push(`LISTE ${attendus.map(a => `${a.personne.replace(/^.*F/, 'F')} ${a.dateOrientation}`).join(', ')}`)
      await apporterLaListe(attendus)
    }
  }
  const connus = new Set((await personnes()).map(p => p.prenom))
  return { constat: await constat(monde.passage), journal, connus: attendus.filter(a => connus.has(a.personne)).length }
}

const AVANT = '2020-01-01T08:00:00Z'
/** At work since before the first flow: an end that a flow takes back gives back to nobody else. */
async function unReferent() {
  await db()
    .transaction()
    .execute(async tr => {
      const ctx = contexte(tr, essai.base, { agent: SYSTEME, territoire: TERRITOIRE, now: AVANT })
      await assurerReferent(ctx, 'ref@example.org', await assurerStructure(ctx, 'PLIE', 'emploi', true))
    })
}

test('une liste de suivis laisse le même état à quelque rang qu’elle vienne parmi les flux', async () => {
  await unReferent()
  const propriete = fc.asyncProperty(histoire, dits, fc.nat(), async (h, suivis, graine) => {
    const dernier = h.flux.length
    // Somebody unknown when the list comes is refused: the first rank compared is that of a world where all are known.
    const tard = await derouler(h, suivis, dernier)
    const rang = graine % Math.ceil(dernier / 2)
    const tot = await derouler(h, suivis, rang)
    const suivies = (c: string[]) => c.filter(x => x.includes(' suivi ')).map(x => x.split(' ')[0])
    const communes = new Set(suivies(tot.constat))
    const part = (c: string[]) => c.filter(x => communes.has(x.split(' ')[0]))
    const [lu, attendu] = [part(tot.constat), part(tard.constat)]
    const [differe] = [...lu.filter(x => !attendu.includes(x)), ...attendu.filter(x => !lu.includes(x))]
    const famille = differe?.match(/^F[B-Q]+N/)?.[0]
    expect(lu, famille && tot.journal.filter(l => !l.startsWith('  ') || l.includes(famille)).join('\n')).toEqual(
      attendu,
    )
  })
  await fc.assert(propriete, options)
})
