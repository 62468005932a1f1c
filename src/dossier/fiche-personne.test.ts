import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { tenirEcheances } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import type { nirPersonne } from '../personne/nir-personne.ts'
import { chiffrerNir, empreinteNir } from '../socle/auth/nir.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { ONGLETS_LUS, toutLeDossier } from './essai-dossier.ts'
import type { fichePersonne } from './fiche-personne.ts'
import type { evenementsPersonne } from './fil-evenements.ts'

const essai = unEssai()
const lire = (agent: Awaited<ReturnType<typeof essai.unAgent>>, personneId: string) =>
  agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })
const lectures = (personneId: string) =>
  essai.base.territoire('59').selectFrom('consultation').selectAll().where('personneId', '=', personneId).execute()

/** A child in the household of a person, born on that day. */
async function unEnfant(foyerId: string, dateNaissance: string) {
  const db = essai.base.territoire('59')
  const enfant = {
    id: uuidv7(),
    nom: 'ESSAI',
    nomNaissance: 'ESSAI',
    prenom: 'LOU',
    dateNaissance,
    sexe: '1',
    identiteSource: 'CAF',
    identiteLe: '2025-02-28',
  }
  await db.insertInto('personne').values(enfant).execute()
  await db
    .insertInto('membre')
    .values({ personneId: enfant.id, foyerId, role: 'ENF', aCharge: true, debut: '2025-02-28' })
    .execute()
}

test('le dossier dit qui est la personne, son foyer, son droit en mots, ses délais et ce qui est à faire', async () => {
  const personne = await unePersonne(essai, { entreeRecueLe: '2025-03-03', nom: 'ESSAI-CAS', prenom: 'DJAMILA' })
  await unEnfant(personne.foyerId, '2016-01-01')
  const agent = await essai.unAgent('charge-orientation')
  const json = await toutLeDossier(agent, personne.id)
  expect(json).toMatchObject({
    id: personne.id,
    aujourdhui: '2025-03-10',
    identite: { nom: 'ESSAI-CAS', prenom: 'DJAMILA', nirConnu: false, source: 'CAF', le: '2025-02-28' },
    contact: { telephone: null, source: null },
    foyers: [
      {
        numeroDemandeRsa: personne.numeroDemandeRsa,
        adresse: ['12 RUE EXEMPLE', '59200 TOURCOING'],
        autres: [{ prenom: 'LOU', role: 'ENF' }],
      },
    ],
    entree: {
      motif: 'premiere-demande',
      recuLe: '2025-03-03',
      echeanceJours: '2025-03-17',
      echeanceMois: '2025-04-02',
      relaisFranceTravail: '2025-04-14',
      orienteLe: null,
    },
    aFaire: [{ quoi: 'convocation', avant: '2025-03-17' }, { quoi: 'demander-telephone' }],
    evenements: { lignes: [], suite: null },
    doublonId: null,
  })
  expect(json.frise.lignes[0]?.bandes[0]).toMatchObject({
    phrase: 'Droit ouvert et versable, soumise aux droits et devoirs',
    ton: 'done',
  })
  expect(json.fil.map(e => [e.cle, e.etat])).toEqual([
    ['entree', 'fait'],
    ['convocation', 'en-cours'],
    ['diagnostic', 'a-venir'],
    ['orientation', 'a-venir'],
    ['notification', 'a-venir'],
  ])
})

test('sortie, une personne n’a plus rien à venir ; connue sans droit, elle a tout son parcours devant elle', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const db = essai.base.territoire('59')
  const etapes = async (id: string) => (await lire(agent, id)).json.fil.map(e => `${e.cle} ${e.etat}`)
  const sortie = await unePersonne(essai)
  await db.updateTable('droit').set({ fluxFin: 1, fin: '2025-03-05' }).where('personneId', '=', sortie.id).execute()
  await tenirEcheances(essai)
  expect(await etapes(sortie.id)).toEqual(['entree fait'])
  const sansDroit = await unePersonne(essai)
  await db.deleteFrom('droit').where('personneId', '=', sansDroit.id).execute()
  await tenirEcheances(essai)
  expect(await etapes(sansDroit.id)).toContain('convocation en-cours')
})

test('un délai choisi par le territoire vaut pour les entrées reçues à partir de sa date d’effet', async () => {
  const db = essai.base.territoire('59')
  await db
    .insertInto('parametre')
    .values({ cle: 'orientation.delai-jours', effetLe: '2025-03-01', valeur: '10', saisiLe: essai.now })
    .execute()
  const agent = await essai.unAgent('charge-orientation')
  const avant = await unePersonne(essai, { entreeRecueLe: '2025-02-20' })
  const apres = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  expect((await toutLeDossier(agent, avant.id)).entree?.echeanceJours).toBe('2025-03-06')
  expect((await toutLeDossier(agent, apres.id)).entree?.echeanceJours).toBe('2025-03-12')
})

test('chaque lecture laisse une trace, et la suivante la montre avec le nom et le rôle', async () => {
  const personne = await unePersonne(essai)
  const agent = await essai.unAgent('charge-orientation', { nom: 'DIALLO' })
  await lire(agent, personne.id)
  essai.now = '2025-03-10T09:30:00Z'
  const { lectures: montrees } = await toutLeDossier(agent, personne.id)
  expect(montrees).toMatchObject([{ agent: 'Agent DIALLO', role: 'charge-orientation', fois: 2 }])
  const gardees = await lectures(personne.id)
  expect(gardees).toMatchObject([
    { acteurId: agent.id, role: 'charge-orientation', quoi: 'dossier', le: '2025-03-10T09:00:00.000Z' },
    { quoi: 'dossier', le: '2025-03-10T09:30:00.000Z' },
    ...['parcours', 'rendez-vous', 'contacts', 'droits', 'fil', 'lectures'].map(quoi => ({ quoi })),
  ])
})

test('hors du périmètre, le dossier n’existe pas et rien n’est enregistré', async () => {
  const personne = await unePersonne(essai, { codeInsee: '59599' })
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  const referent = await essai.unAgent('referent')
  const responsable = await essai.unAgent('responsable-equipe')
  for (const agent of [ailleurs, referent, responsable]) {
    const { status, json } = await agent.brut('GET /personnes/:personneId', { personneId: personne.id })
    expect([status, json.code]).toEqual([404, 'personne-introuvable'])
    expect((await agent.brut('GET /personnes/:personneId/nir', { personneId: personne.id })).status).toBe(404)
    for (const route of ONGLETS_LUS)
      expect([route, (await agent.brut(route, { personneId: personne.id })).status]).toEqual([route, 404])
  }
  expect(await lectures(personne.id)).toEqual([])
})

test.each(['pilote', 'administrateur'] as const)('le rôle %s n’ouvre aucun dossier', async role => {
  const personne = await unePersonne(essai)
  const agent = await essai.unAgent(role)
  for (const route of ['GET /personnes/:personneId', 'GET /personnes/:personneId/nir']) {
    expect((await agent.brut(route, { personneId: personne.id })).status).toBe(403)
  }
})

test('le fil se lit par pages, du plus récent au plus ancien, sans trou ni répétition', async () => {
  const personne = await unePersonne(essai)
  const db = essai.base.territoire('59')
  for (let n = 0; n < 35; n++) {
    await db
      .insertInto('evenement')
      .values({
        personneId: personne.id,
        type: n === 34 ? 'entree' : 'contact',
        // Two entries share each instant: the order by id settles.
        le: `2025-03-${String(1 + Math.floor(n / 4)).padStart(2, '0')}T08:00:00Z`,
        saisiLe: essai.now,
        acteur: 'systeme',
        acteurNom: 'Filrouge',
        apres: JSON.stringify({ motif: 'premiere-demande', recuLe: '2025-03-03' }),
      })
      .execute()
  }
  const agent = await essai.unAgent('charge-orientation')
  const premiere = (await toutLeDossier(agent, personne.id)).evenements
  expect(premiere.lignes).toHaveLength(30)
  expect(premiere.lignes[0]).toMatchObject({ titre: 'Entrée\u00a0: première demande', par: 'Filrouge' })
  const { json: seconde } = await agent.appeler<typeof evenementsPersonne>('GET /personnes/:personneId/evenements', {
    personneId: personne.id,
    avant: premiere.suite ?? 0,
  })
  expect(seconde.suite).toBeNull()
  const ids = [...premiere.lignes, ...seconde.lignes].map(l => l.id)
  expect(ids).toEqual([...ids].sort((a, b) => b - a))
  expect(new Set(ids).size).toBe(35)
})

test('le numéro de sécurité sociale ne se lit qu’à la demande, et cette lecture-là est dite', async () => {
  const personne = await unePersonne(essai)
  const agent = await essai.unAgent('charge-orientation')
  const demander = () =>
    agent.appeler<typeof nirPersonne>('GET /personnes/:personneId/nir', { personneId: personne.id })
  expect((await demander()).status).toBe(404)
  const nir = '2850459999123'
  await essai.base
    .territoire('59')
    .updateTable('personne')
    .set({ nirEmpreinte: empreinteNir('59', nir), nirChiffre: chiffrerNir('59', nir), nirCertifie: true })
    .where('id', '=', personne.id)
    .execute()
  const fiche = await lire(agent, personne.id)
  expect(fiche.json.identite).toMatchObject({ nirConnu: true, nirCertifie: true })
  expect(fiche.texte).not.toContain('2850459')
  expect((await demander()).json).toEqual({ nir })
  expect((await lectures(personne.id)).map(l => l.quoi)).toEqual(['nir', 'dossier', 'nir'])
})
