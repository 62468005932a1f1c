import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unEssai } from '../../../essai.ts'
import { unSuiviRepris } from '../../../essai-personnes.ts'
import { appliquerSeul } from './essai-import.ts'
import { type Histoire, histoire, lettres, unMonde } from './essai-monde.ts'
import { type Mouvement, unModele } from './modele.ts'

const essai = unEssai()
/** The same histories at each run, so that a red test is a change of ours; HISTOIRES and GRAINE (a seed) lengthen or move the search. */
const HISTOIRES = Number(process.env.HISTOIRES ?? 20)

const options = {
  numRuns: HISTOIRES,
  endOnFailure: true,
  seed: Number(process.env.GRAINE ?? 59),
}

/** Delays and follow-ups written, and the movements of one flow, by the names that the model uses. */
async function lireBase(passage: number) {
  const db = essai.base.territoire('59')
  const debut = lettres(`P${passage}F`)
  const { rows: personnes } = await sql<{
    id: string
    cle: string
    delais: unknown[]
    suivis: { debut: string; fin: string | null }[]
  }>`
    select p.id, case when p.prenom like '%NE' then p.prenom || '@' || (select min(f.numero_demande_rsa) from membre m
      join foyer f on f.id = m.foyer_id where m.personne_id = p.id) else p.prenom end as cle,
      coalesce((select jsonb_agg(jsonb_build_object('motif', e.motif, 'recuLe', e.recu_le, 'oriente', e.oriente_le, 'clos',
        e.close_le, 'closMotif', e.close_motif) order by e.flux) from entree e where e.personne_id = p.id), '[]') as delais,
      coalesce((select jsonb_agg(jsonb_build_object('debut', a.debut, 'fin', a.fin, 'finMotif', a.fin_motif, 'veille', case
        when a.fin is null then a.veille_depuis end) order by a.debut, a.id) from accompagnement a where a.personne_id = p.id),
          '[]') as suivis
    from personne p where p.prenom like ${`${debut}%`}`.execute(db)
  const { rows: mouvements } = await sql<Mouvement & { id: string }>`
    select e.personne_id as id, e.type, e.apres->>'motif' as motif from evenement e join personne p on p.id = e.personne_id
    where p.prenom like ${`${debut}%`} and (e.apres->>'flux')::int = (select max(numero) from flux)`.execute(db)
  const cles = new Map(personnes.map(x => [x.id, x.cle]))
  return {
    ids: new Map(personnes.map(x => [x.cle, x.id])),
    etat: Object.fromEntries(personnes.map(x => [x.cle, { delais: x.delais, suivis: x.suivis }])),
    mouvements: mouvements.map(m => ({ personne: cles.get(m.id)!, type: m.type, motif: m.motif })),
  }
}
const trier = (m: Mouvement[]) => m.map(x => `${x.personne} ${x.type} ${x.motif}`).sort()

type Constat = { mouvements: Mouvement[]; etat: Record<string, unknown> }
/** Compares family by family: the journal of a failure tells only of the one that differs. */
function comparer(lu: Constat, attendu: Constat, journal: string[]): void {
  const famille = (personne: string) => personne.replace(/N[A-E].*$/, '')
  const part = (c: Constat, f: string) => ({
    mouvements: trier(c.mouvements.filter(m => famille(m.personne) === f)),
    etat: Object.fromEntries(Object.entries(c.etat).filter(([p]) => famille(p) === f)),
  })
  for (const f of new Set(Object.keys(attendu.etat).map(famille)))
    expect(part(lu, f), journal.filter(l => l.startsWith('\n') || l.includes(`${f}N`)).join('\n  ')).toEqual(
      part(attendu, f),
    )
}

async function suivre(personneId: string, jour: string, agent: { id: string; structureId: string | null }) {
  await unSuiviRepris(essai, personneId, jour, agent)
  await sql`update entree set oriente_le = ${jour} where personne_id = ${personneId} and oriente_le is null and close_le is null`.execute(
    essai.base.territoire('59'),
  )
}

test('toute histoire donne les entrées, reprises, veilles et sorties que le texte des règles donne', async () => {
  const agent = await essai.unAgent('referent')
  const propriete = fc.asyncProperty(histoire, async ({ flux, msaAPart, familles }) => {
    const monde = unMonde(familles)
    const modele = unModele()
    let mois = Temporal.PlainYearMonth.from('2025-01')
    let jourDuMois = 4
    const journal: string[] = []
    const unFlux = async (
      mensuel: boolean,
      reference: string,
      recuLe: string,
      contenu: ReturnType<typeof monde.dire>,
    ) => {
      if (contenu.dit.length === 0) return
      journal.push(
        `\n${mensuel ? 'M' : 'J'} ${reference}`,
        ...contenu.dit.map(
          d =>
            `${d.numero.slice(4)}:${d.etat}${d.motif ? `(${d.motif} ${d.depuis})` : ''}${d.arriveLe ? `<${d.arriveLe}` : ''}[${d.adultes.map(a => `${a.personne} ${a.role}${a.soumis ? '+' : '-'}`).join(', ')}]`,
        ),
      )
      await appliquerSeul(
        essai,
        { type: mensuel ? 'M' : 'I', dateReference: reference, dateCreation: recuLe, foyers: contenu.xml },
        recuLe,
      )
      const attendu = modele.appliquer({ mensuel, reference, recuLe, foyers: contenu.dit })
      const lu = await lireBase(monde.passage)
      journal.push(...trier(attendu).map(m => `  modèle ${m}`))
      const etatLu = Object.fromEntries(Object.entries(lu.etat).filter(([c]) => c in modele.etat()))
      comparer({ mouvements: lu.mouvements, etat: etatLu }, { mouvements: attendu, etat: modele.etat() }, journal)
    }
    for (const [n, { mensuel, saut }] of [{ mensuel: true, saut: 1 }, ...flux].entries()) {
      if (mensuel) {
        if (n > 0) mois = mois.add({ months: saut })
        jourDuMois = 4
      } else jourDuMois += 2
      const recuLe = (
        mensuel
          ? mois.add({ months: 1 }).toPlainDate({ day: 3 })
          : mois.add({ months: 1 }).toPlainDate({ day: Math.min(28, jourDuMois) })
      ).toString()
      const reference = mensuel ? mois.toPlainDate({ day: mois.daysInMonth }).toString() : recuLe
      for (const [k, famille] of familles.entries())
        for (const a of famille.actes)
          if (a.acte !== 'suivre' && a.quand % (flux.length + 1) === n) monde.agir(k, a, reference)
      const muet = (k: number, i: number) => ((familles[k]!.muet >> ((n + i * 5) % 29)) & 3) === 3
      const parties = mensuel && msaAPart ? [(msa: boolean) => !msa, (msa: boolean) => msa] : [() => true]
      for (const partie of parties) await unFlux(mensuel, reference, recuLe, monde.dire(mensuel, muet, partie))
      const { ids } = await lireBase(monde.passage)
      for (const [k, famille] of familles.entries())
        for (const a of famille.actes) {
          const cle = a.acte === 'suivre' && a.quand % (flux.length + 1) === n ? monde.cle(k, a.p) : null
          const id = cle && ids.get(cle)
          if (!cle || !id || !modele.suivre(cle, recuLe)) continue
          journal.push(`  suivi ${cle} ${recuLe}`)
          await suivre(id, recuLe, agent)
        }
    }
  })
  await fc.assert(propriete, options)
})

/** What is in force after an import, in words that don't depend on the days the files came. */
async function enVigueur(passage: number, agents = essai.base.territoire('59')) {
  const debut = lettres(`P${passage}F`)
  const { rows } = await sql<{ quoi: string }>`
    with pers as (select p.id, case when p.prenom like '%NE' then p.prenom || '@' || (select substr(min(f.numero_demande_rsa), 5)
      from membre m join foyer f on f.id = m.foyer_id where m.personne_id = p.id)
      else p.prenom end as cle from personne p where p.prenom like ${`${debut}%`})
    select substr(cle, ${debut.length}) || ' ' || quoi as quoi from pers join lateral (
      select concat_ws(' ', 'droit', substr(f.numero_demande_rsa, 5), d.role, d.etat, d.soumis, d.motif, d.depuis) as quoi
        from droit d join foyer f on f.id = d.foyer_id
        where d.personne_id = pers.id and d.flux_fin is null and d.etat <> 'absent'
      union all select concat_ws(' ', 'foyer', substr(f.numero_demande_rsa, 5), m.role, f.etat, f.present, f.montant_centimes)
        from membre m join foyer f on f.id = m.foyer_id
        where m.personne_id = pers.id and m.fin is null and f.present
      union all select concat_ws(' ', 'délai', e.motif, e.oriente_le, e.close_le is null) from entree e where e.personne_id = pers.id
      union all select concat_ws(' ', 'suivi', a.debut, a.fin is null, a.veille_depuis is null or a.fin is not null)
        from accompagnement a where a.personne_id = pers.id
      union all select concat_ws(' ', 'orientation', o.debut, o.fin is null) from orientation o where o.personne_id = pers.id
    ) x on true order by 1`.execute(agents)
  return rows.map(r => r.quoi)
}

test('un mois découpé en flux quotidiens laisse ce que le flux mensuel seul aurait laissé', async () => {
  const agent = await essai.unAgent('referent')
  // A suspension that reaches its twelve months in the last month depends, rightly, on the day it is spoken of: left out.
  const derouler = async ({ flux, familles }: Histoire, quotidiens: number) => {
    const monde = unMonde(familles)
    let mois = Temporal.PlainYearMonth.from('2025-01')
    const mensuels = [{ saut: 1 }, ...flux.filter(f => f.mensuel)]
    const journal: string[] = []
    const suspensions = new Set<string>()
    let m1 = ''
    for (const [n, { saut }] of mensuels.entries()) {
      if (n > 0) mois = mois.add({ months: saut })
      const reference = mois.toPlainDate({ day: mois.daysInMonth })
      for (const [k, famille] of familles.entries())
        for (const a of famille.actes)
          if (a.acte !== 'suivre' && a.quand % mensuels.length === n)
            monde.agir(k, a.acte === 'etat' ? { ...a, jours: a.jours < 0 ? 20 : a.jours } : a, reference.toString())
      if (n === mensuels.length - 1)
        for (let j = 1; j <= quotidiens; j++) {
          const jour = mois.toPlainDate({ day: 10 + j * 3 }).toString()
          const contenu = monde.dire(false, (k, i) => ((familles[k]!.muet >> (i * 4 + j)) & 1) === 1)
          journal.push(`J ${jour}`, ...contenu.dit.map(d => JSON.stringify(d)))
          if (contenu.xml.length)
            await appliquerSeul(
              essai,
              { type: 'I', dateReference: jour, dateCreation: jour, foyers: contenu.xml },
              jour,
            )
        }
      const recuLe = mois.add({ months: 1 }).toPlainDate({ day: 3 }).toString()
      const contenu = monde.dire(true, () => false)
      for (const { depuis } of contenu.dit)
        if (depuis) suspensions.add(Temporal.PlainDate.from(depuis).add({ months: 12 }).toString())
      if (n === mensuels.length - 1) fc.pre(![...suspensions].some(x => x > m1 && x <= reference.toString()))
      m1 = reference.toString()
      journal.push(`M ${reference}`, ...contenu.dit.map(d => JSON.stringify(d)))
      await appliquerSeul(
        essai,
        { type: 'M', dateReference: reference.toString(), dateCreation: recuLe, foyers: contenu.xml },
        recuLe,
      )
      if (n === mensuels.length - 1) break
      const { ids, etat } = await lireBase(monde.passage)
      for (const [k, famille] of familles.entries())
        for (const a of famille.actes) {
          const cle = a.acte === 'suivre' && a.quand % mensuels.length === n ? monde.cle(k, a.p) : null
          const id = cle && ids.get(cle)
          const suivis = cle ? etat[cle]?.suivis : undefined
          if (id && suivis && !suivis.some(s => s.fin === null)) {
            await suivre(id, recuLe, agent)
            suivis.push({ debut: recuLe, fin: null })
          }
        }
    }
    return { constat: await enVigueur(monde.passage), journal }
  }
  const propriete = fc.asyncProperty(histoire, fc.integer({ min: 1, max: 3 }), async (h, quotidiens) => {
    const seul = await derouler(h, 0)
    const decoupe = await derouler(h, quotidiens)
    const differents = [
      ...decoupe.constat.filter(x => !seul.constat.includes(x)),
      ...seul.constat.filter(x => !decoupe.constat.includes(x)),
    ]
    const famille = differents[0]?.match(/F[B-Q]+N/)?.[0]
    expect(
      differents,
      famille && decoupe.journal.filter(l => /^[JM] /.test(l) || l.includes(famille)).join('\n'),
    ).toEqual([])
  })
  await fc.assert(propriete, { ...options, numRuns: Math.ceil(HISTOIRES / 2) })
})
