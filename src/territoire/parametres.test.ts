import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import type { annulerParametre } from './annuler-parametre.ts'
import type { changerParametre } from './changer-parametre.ts'
import type { decoupage } from './decoupage.ts'
import type { historique } from './historique.ts'
import type { listeParametres } from './liste-parametres.ts'
import { choixEnVigueur, parametre } from './parametre.queries.ts'

const essai = unEssai()
const delai = {
  cle: 'orientation.delai-jours',
  valeur: 10,
  effetLe: '2025-03-17',
  motif: 'Délibération de mars',
} as const

/** What is told of this delay, newest first: the sentence, what is under it, who. */
async function raconte(agent: Navigateur) {
  const { json } = await agent.appeler<typeof historique>('GET /historique/:objet/:objetId', {
    objet: 'parametre',
    objetId: delai.cle,
  })
  return json.lignes.map(l => [l.titre, l.detail, l.par].map(mots => mots?.replaceAll('\u00a0', ' ') ?? null))
}

async function unAdministrateur() {
  const agent = await essai.unAgent('administrateur')
  return {
    agent,
    lire: async () => {
      const { json } = await agent.appeler<typeof listeParametres>('GET /parametres', {})
      return json.parametres.find(p => p.cle === 'orientation.delai-jours')
    },
    changer: (suite: object = {}) =>
      agent.appeler<typeof changerParametre>('POST /parametres/:cle', { ...delai, ...suite }),
  }
}

test('sans choix du territoire, un paramètre vaut son défaut et dit sa source', async () => {
  const { lire } = await unAdministrateur()
  expect(await lire()).toMatchObject({ valeur: 15, defaut: 15, depuis: null, aVenir: [] })
})

test('un changement prend effet à sa date, avec qui et pourquoi', async () => {
  const { agent, lire, changer } = await unAdministrateur()
  expect((await changer()).status).toBe(200)
  expect(await lire()).toMatchObject({ valeur: 15, aVenir: [{ valeur: 10, effetLe: '2025-03-17' }] })
  expect(await raconte(agent)).toEqual([
    ['Nouvelle valeur : 10 jours, à partir du 17 mars', 'Avant : 15 jours · Délibération de mars', 'Agent ESSAI'],
  ])
  expect(await parametre(essai.ctx(), 'orientation.delai-jours', '2025-03-16')).toBe(15)
  expect(await parametre(essai.ctx(), 'orientation.delai-jours', '2025-03-17')).toBe(10)
  essai.now = '2025-03-17T00:00:00Z'
  expect(await lire()).toMatchObject({ valeur: 10, depuis: '2025-03-17', aVenir: [] })
})

test('envoyé deux fois, un changement s’écrit une fois ; une autre valeur le même jour est refusée', async () => {
  const { agent, lire, changer } = await unAdministrateur()
  await changer()
  expect((await changer()).status).toBe(200)
  const autre = await changer({ valeur: 12 })
  expect([autre.status, (autre.json as { code?: string }).code]).toEqual([409, 'changement-deja-prevu'])
  expect((await lire())?.aVenir).toHaveLength(1)
  expect(await raconte(agent)).toHaveLength(1)
})

test.each([
  [{ valeur: 0 }, 'valeur-hors-bornes'],
  [{ valeur: 61 }, 'valeur-hors-bornes'],
  [{ effetLe: '2025-03-09' }, 'effet-passe'],
  [{ motif: '' }, 'saisie-invalide'],
  [{ valeur: 12.5 }, 'saisie-invalide'],
  [{ cle: 'inconnue' }, 'adresse-inconnue', 404],
])('%j est refusé : %s', async (suite, code, statut = 400) => {
  const { changer } = await unAdministrateur()
  const reponse = await changer(suite)
  expect([reponse.status, (reponse.json as { code?: string }).code]).toEqual([statut, code])
})

test('un changement à venir s’annule ; en vigueur, il ne s’annule plus', async () => {
  const { agent, lire, changer } = await unAdministrateur()
  await changer()
  await changer({ effetLe: '2025-03-10', valeur: 14 })
  const annuler = (effetLe: string) =>
    agent.appeler<typeof annulerParametre>('POST /parametres/:cle/annulation', { cle: delai.cle, effetLe })
  expect((await annuler('2025-03-17')).status).toBe(200)
  expect((await annuler('2025-03-17')).status).toBe(200)
  const trop = await annuler('2025-03-10')
  expect([trop.status, (trop.json as { code?: string }).code]).toEqual([409, 'changement-en-vigueur'])
  expect(await lire()).toMatchObject({ valeur: 14, aVenir: [] })
  expect((await raconte(agent)).map(([titre, detail]) => [titre, detail])).toEqual([
    ['Changement à venir annulé', '10 jours, à partir du 17 mars'],
    ['Nouvelle valeur : 14 jours, à partir du 10 mars', 'Avant : 15 jours · Délibération de mars'],
    ['Nouvelle valeur : 10 jours, à partir du 17 mars', 'Avant : 15 jours · Délibération de mars'],
  ])
})

test('la définition du nouvel entrant se choisit parmi celles qui sont publiées, à une date d’effet', async () => {
  const { agent } = await unAdministrateur()
  const lire = async () => (await agent.appeler<typeof listeParametres>('GET /parametres', {})).json.choix[0]
  const choisir = (valeur: string | number) =>
    agent.appeler<typeof changerParametre>('POST /parametres/:cle', {
      cle: 'entree.definition',
      valeur,
      effetLe: '2025-03-17',
      motif: 'Comité de pilotage',
    })
  expect(await lire()).toMatchObject({ valeur: 'convention-2024', defaut: 'convention-2024', aVenir: [] })
  for (const inconnue of ['autre', 12]) {
    const { status, json } = await choisir(inconnue)
    expect([status, (json as { code?: string }).code]).toEqual([400, 'choix-inconnu'])
  }
  expect((await choisir('analyse-flux-2021')).status).toBe(200)
  expect(await lire()).toMatchObject({
    valeur: 'convention-2024',
    aVenir: [{ valeur: 'analyse-flux-2021', effetLe: '2025-03-17' }],
  })
  expect(await choixEnVigueur(essai.ctx(), 'entree.definition', '2025-03-16')).toBe('convention-2024')
  expect(await choixEnVigueur(essai.ctx(), 'entree.definition', '2025-03-17')).toBe('analyse-flux-2021')
})

test('seul l’administrateur voit et change les paramètres', async () => {
  for (const role of ['charge-orientation', 'referent', 'responsable-equipe', 'pilote'] as const) {
    const agent = await essai.unAgent(role)
    expect((await agent.brut('GET /parametres')).status).toBe(403)
    expect((await agent.brut('POST /parametres/:cle', { ...delai })).status).toBe(403)
    expect(
      (await agent.brut('POST /parametres/:cle/annulation', { cle: delai.cle, effetLe: '2025-04-01' })).status,
    ).toBe(403)
  }
})

test('le découpage donne les communes et les intercommunalités du département', async () => {
  const agent = await essai.unAgent('pilote')
  const { json } = await agent.appeler<typeof decoupage>('GET /decoupage', {})
  expect(json.communes).toContainEqual({ code: '59599', nom: 'Tourcoing' })
  expect(json.epci).toContainEqual({ code: '200093201', nom: 'Métropole Européenne de Lille' })
  expect(json.communes.every(c => c.code.startsWith('59'))).toBe(true)
})
