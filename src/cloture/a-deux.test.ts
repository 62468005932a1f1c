import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { exigerEcheancesJustes } from '../essai-echeances.ts'
import {
  annulerOrientationDe,
  cloreLeDossier,
  lireCloture,
  lireOrientation,
  rouvrirLeDossier,
} from '../orientation/essai-annulation.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { noter } from '../precaution/essai-precaution.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Two agents at the same moment, several times, since the first one isn't always the same: never anything half done. */
const FOIS = 6
const essai = unEssai()
const db = () => essai.base.territoire('59')

/** Somebody oriented and followed, two who may decide on them, and the référent. */
async function aDeux() {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  await unDiagnostic(agent, personne.id)
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  const lise = await essai.unAgent('charge-orientation', { nom: 'LISE' })
  const enCours = async () =>
    (
      await db()
        .selectFrom('orientation')
        .select('id')
        .where('personneId', '=', personne.id)
        .where('fin', 'is', null)
        .execute()
    ).map(o => o.id)
  return { ...plateau, lise, personneId: personne.id, enCours }
}
const RDV = 'POST /personnes/:personneId/rendez-vous'
const visite = (personneId: string, agentId: string, debut: string) => ({
  id: uuidv7(),
  personneId,
  agentId,
  debut,
  objet: 'suivi',
})

/** What is true whoever came first: closed, nothing runs nor is to come; open, one orientation at most; what is due follows from it. */
async function exigerEntier(personneId: string) {
  const de = (table: 'orientation' | 'accompagnement') =>
    db().selectFrom(table).select('id').where('personneId', '=', personneId).where('fin', 'is', null).execute()
  const clos = await db()
    .selectFrom('cloture')
    .select('id')
    .where('personneId', '=', personneId)
    .where('rouverteLe', 'is', null)
    .execute()
  const [orientations, suivis] = [await de('orientation'), await de('accompagnement')]
  const venir = await db()
    .selectFrom('rendezVous')
    .select('id')
    .where('personneId', '=', personneId)
    .where('issue', 'is', null)
    .where('debut', '>', essai.now)
    .execute()
  expect(clos.length).toBeLessThanOrEqual(1)
  expect(orientations.length).toBeLessThanOrEqual(1)
  expect(suivis.length).toBeLessThanOrEqual(orientations.length)
  if (clos.length) expect({ orientations, suivis, venir }).toEqual({ orientations: [], suivis: [], venir: [] })
  await exigerEcheancesJustes(essai)
}
const statuts = async (...ensemble: Promise<{ status: number }>[]) => {
  const lus = (await Promise.all(ensemble)).map(r => r.status)
  expect(lus.filter(s => s >= 500)).toEqual([])
  return lus
}
const compte = async (type: string) =>
  (await db().selectFrom('evenement').select('id').where('type', '=', type).execute()).length

test('clore à deux, puis rouvrir à deux : une fois chacun, racontée une fois', async () => {
  const { agent, lise, personneId } = await aDeux()
  for (let n = 1; n <= FOIS; n++) {
    // Each decides on what both have read.
    const { etat } = (await lireCloture(agent, personneId)).json.clore ?? {}
    expect(
      (await statuts(cloreLeDossier(agent, personneId, { etat }), cloreLeDossier(lise, personneId, { etat }))).sort(),
    ).toEqual([200, 409])
    await exigerEntier(personneId)
    const lu = await lireCloture(agent, personneId)
    const rouverts = await statuts(
      rouvrirLeDossier(agent, personneId, `A ${n} rouvre`, lu),
      rouvrirLeDossier(lise, personneId, `L ${n} rouvre`, lu),
    )
    expect(rouverts.sort()).toEqual([200, 409])
    await exigerEntier(personneId)
    expect([await compte('dossier-clos'), await compte('dossier-rouvert')]).toEqual([n, n])
  }
})

test('clore pendant qu’un autre prend rendez-vous, oriente, désigne ou annule : jamais les deux à moitié', async () => {
  const plateau = await aDeux()
  const { agent, lise, referent, personneId, enCours } = plateau
  const autres: ((n: number) => Promise<{ status: number }>)[] = [
    n => lise.brut(RDV, visite(personneId, referent.id, `2025-03-${20 + n}T10:00`)),
    async n => {
      const venir = db().selectFrom('rendezVous').select('id').where('personneId', '=', personneId)
      const [pris] = await venir.where('issue', 'is', null).execute()
      const report = { rendezVousId: pris?.id ?? uuidv7(), nouveauId: uuidv7(), debut: `2025-04-${10 + n}T10:00` }
      return referent.brut('POST /rendez-vous/:rendezVousId/report', report)
    },
    () => lise.brut(ORIENTER, demande(plateau, { motif: 'Autre choix' })),
    () => lise.brut('POST /personnes/:personneId/referents', { id: uuidv7(), personneId, referentId: referent.id }),
    async () => annulerOrientationDe(lise, personneId, (await enCours())[0] ?? uuidv7()),
    () =>
      lise.brut('POST /personnes/:personneId/contacts', {
        id: uuidv7(),
        personneId,
        le: '2025-03-10',
        moyen: 'telephone',
      }),
  ]
  for (let n = 0; n < FOIS; n++)
    for (const autre of autres) {
      await statuts(cloreLeDossier(agent, personneId), autre(n))
      await exigerEntier(personneId)
      await statuts(rouvrirLeDossier(agent, personneId), autre(n + 1))
      await exigerEntier(personneId)
      if (!(await enCours()).length) await agent.brut(ORIENTER, demande(plateau, { motif: 'De nouveau' }))
    }
}, 120_000)

test('annuler à deux, et pendant qu’un autre prend rendez-vous : une annulation, et rien d’un référent perdu', async () => {
  const plateau = await aDeux()
  const { agent, lise, referent, personneId, enCours } = plateau
  for (let n = 1; n <= FOIS; n++) {
    const [orientationId = ''] = await enCours()
    const { json } = await lireOrientation(agent, personneId, orientationId)
    const annuler = (qui: Navigateur) =>
      qui.brut('POST /personnes/:personneId/orientations/:orientationId/annulation', {
        ...{ personneId, orientationId, id: uuidv7(), etat: json.etat, motif: 'Erreur', rendezVous: null },
      })
    const [un, deux, pris] = await statuts(
      annuler(agent),
      annuler(lise),
      referent.brut(RDV, visite(personneId, referent.id, `2025-03-${10 + n * 2}T10:00`)),
    )
    await exigerEntier(personneId)
    const annulees = [un, deux].filter(s => s === 200).length
    // Booked first, the consequences read are no longer those: nobody cancels.
    expect(annulees).toBe(pris === 200 ? 0 : 1)
    if (annulees === 0)
      expect((await annulerOrientationDe(agent, personneId, orientationId, { rendezVous: 'annuler' })).status).toBe(200)
    await exigerEntier(personneId)
    expect(await compte('orientation-annulee')).toBe(n)
    expect((await agent.brut(ORIENTER, demande(plateau, { motif: `encore ${n}` }))).status).toBe(200)
  }
}, 120_000)

test('l’adresse demandée pendant qu’on la découvre : montrée et tracée, ou ni l’un ni l’autre', async () => {
  const { agent, lise, personneId } = await aDeux()
  let montrees = 0
  for (let n = 0; n < FOIS * 3; n++) {
    await noter(lise, personneId, { adresseConfidentielle: true })
    const [lue] = await Promise.all([
      agent.brut('POST /personnes/:personneId/adresse', { personneId, id: uuidv7(), motif: 'visite' }),
      noter(lise, personneId, { adresseConfidentielle: false }),
    ])
    expect([200, 404]).toContain(lue.status)
    if (lue.status === 200) montrees++
  }
  const traces = await db().selectFrom('consultation').select('id').where('quoi', '=', 'adresse').execute()
  expect([traces.length, await compte('adresse-lue')]).toEqual([montrees, montrees])
})

test('deux précautions notées au même moment : l’une après l’autre, entière, et le fil dit les deux dans leur ordre', async () => {
  const { agent, lise, personneId } = await aDeux()
  for (let n = 0; n < FOIS; n++) {
    await statuts(
      noter(agent, personneId, { sansMessage: true, lsf: n % 2 === 0 }),
      noter(lise, personneId, { adresseConfidentielle: true, gardeEnfant: true }),
    )
    const p = await db()
      .selectFrom('precaution')
      .selectAll()
      .where('personneId', '=', personneId)
      .executeTakeFirstOrThrow()
    expect([p.sansMessage, p.adresseConfidentielle].filter(Boolean)).toHaveLength(1)
    expect(p.gardeEnfant).toBe(p.adresseConfidentielle)
  }
  const dits = await db()
    .selectFrom('evenement')
    .select(['avant', 'apres'])
    .where('type', '=', 'precautions')
    .orderBy('id')
    .execute()
  for (const [i, e] of dits.entries()) if (i > 0) expect(e.avant).toEqual(dits[i - 1]?.apres)
})

test('« ne pas écrire » noté pendant qu’un autre convoque par courrier : aucune lettre ne part après', async () => {
  const { agent, lise, personneId } = await aDeux()
  for (let n = 0; n < FOIS * 2; n++) {
    await noter(lise, personneId, {})
    const jour = `2025-03-${10 + n + 3}`.slice(0, 10)
    const [note, pris] = await statuts(
      noter(lise, personneId, { nePasEcrire: true }),
      agent.brut(RDV, { ...visite(personneId, agent.id, `${jour}T10:00`), convocation: 'courrier' }),
    )
    expect(note).toBe(200)
    const types = ['precautions', 'rendez-vous-pris']
    const dits = await db()
      .selectFrom('evenement')
      .select(['type', 'id'])
      .where('type', 'in', types)
      .orderBy('id')
      .execute()
    if (pris === 200) expect(dits.at(-1)?.type).toBe('precautions')
  }
})
