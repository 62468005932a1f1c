import { describe, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { noter } from '../precaution/essai-precaution.ts'
import type { SaisiePrecautions } from '../precaution/precaution.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { prendre } from './essai-rendez-vous.ts'

// Monday 10 March 2025, 10 h in Paris: every way to give an appointment obeys what the person needs, as a first booking does (rule A9).
const essai = unEssai()

type Ici = { awa: Navigateur; accueil: Navigateur; personneId: string; rendezVousId: string }
type Porte = (ici: Ici, suite: object) => Promise<{ status: number; json: unknown }>
const DEBUT = '2025-03-13T09:30'
const reporter = ({ awa, rendezVousId }: Ici, suite: object) =>
  awa.brut('POST /rendez-vous/:rendezVousId/report', { rendezVousId, nouveauId: uuidv7(), debut: DEBUT, ...suite })

/** One person at a time: what is settled with her can be said. */
const UNE_A_UNE: Record<string, Porte> = {
  'prendre un rendez-vous': ({ awa, personneId }, suite) => prendre(awa, personneId, { debut: DEBUT, ...suite }),
  'prendre un rendez-vous depuis l’accueil': ({ awa, accueil, personneId }, suite) =>
    prendre(accueil, personneId, { agentId: awa.id, debut: DEBUT, ...suite }),
  'déplacer un rendez-vous': reporter,
  'déplacer un rendez-vous depuis l’accueil': ({ accueil, ...ici }, suite) =>
    reporter({ ...ici, accueil, awa: accueil }, suite),
  'déplacer un rendez-vous annulé par le service': async (ici, suite) => {
    const issue = { rendezVousId: ici.rendezVousId, issue: 'annule-service' }
    expect((await ici.awa.brut('PUT /rendez-vous/:rendezVousId/issue', issue)).status).toBe(200)
    return reporter(ici, suite)
  },
  'noter « reporté », avec sa nouvelle date': ({ awa, rendezVousId }, suite) =>
    awa.brut('PUT /rendez-vous/:rendezVousId/issue', {
      ...{ rendezVousId, issue: 'reporte', report: { nouveauId: uuidv7(), debut: DEBUT, ...suite } },
    }),
}
const serie: Porte = async ({ awa, personneId }, suite) => {
  const personnes = [{ id: uuidv7(), personneId }]
  const { status, json } = await awa.brut('POST /rendez-vous/serie', {
    agentId: awa.id,
    lieu: '12 rue Exemple, Tourcoing',
    debut: DEBUT,
    personnes,
    ...suite,
  })
  const [ecartee] = json.ecartees as { code: string }[]
  return { status: ecartee ? 409 : status, json: ecartee ?? json }
}

/** An appointment taken when nothing was known yet, then what is needed is noted. */
async function quiABesoin(besoin: Partial<SaisiePrecautions>): Promise<Ici> {
  const awa = await essai.unAgent('charge-orientation')
  const accueil = await essai.unAgent('accueil')
  const { id: personneId } = await unePersonne(essai)
  const { json } = await prendre(awa, personneId, { debut: '2025-03-12T09:30' })
  expect((await noter(awa, personneId, besoin)).status).toBe(200)
  return { awa, accueil, personneId, rendezVousId: json.id }
}

const BESOINS = [
  ['une langue', { langue: 'arabe' }, 'interprete-a-prevoir', { interpretePrevu: true }],
  ['la langue des signes', { lsf: true }, 'interprete-a-prevoir', { interpretePrevu: true }],
  ['ses heures', { arriveeDes: '10:00' }, 'hors-de-ses-heures', { horairesConfirmes: true }],
  ['aucun courrier', { nePasEcrire: true }, 'ne-pas-ecrire', { convocation: 'remise-en-main-propre' }],
] as const
const A_PREVOIR = [
  ['un accès sans marche', { sansMarche: true }],
  ['une garde d’enfant', { gardeEnfant: true }],
] as const

describe.each(Object.entries(UNE_A_UNE))('%s', (_, porte) => {
  test.each(BESOINS)('demande %s, ou que ce soit vu', async (_besoin, besoin, code) => {
    const ici = await quiABesoin(besoin)
    const refuse = await porte(ici, {})
    expect([refuse.status, refuse.json]).toMatchObject([409, { code }])
  })
  test.each(BESOINS)('avec %s vu, se fait', async (_besoin, besoin, _code, vu) => {
    expect((await porte(await quiABesoin(besoin), vu)).status).toBe(200)
  })
  test.each(A_PREVOIR)('avec %s, se fait à part', async (_besoin, besoin) => {
    expect((await porte(await quiABesoin(besoin), {})).status).toBe(200)
  })
})

describe('convoquer une sélection', () => {
  test.each(BESOINS)('laisse de côté qui demande %s', async (_, besoin, code) => {
    expect(await serie(await quiABesoin(besoin), {})).toMatchObject({ status: 409, json: { code } })
  })
  test.each(A_PREVOIR)('laisse de côté qui demande %s', async (_, besoin) => {
    expect(await serie(await quiABesoin(besoin), {})).toMatchObject({ status: 409, json: { code: 'besoin-a-prevoir' } })
  })
})
