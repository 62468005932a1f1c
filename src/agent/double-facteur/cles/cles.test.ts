import { expect, test } from 'vitest'
import { unEssai } from '../../../essai.ts'
import { uuidv7 } from '../../../socle/uuid.ts'
import { BON, desVisiteurs } from '../essai-visiteur.ts'
import { unAuthentificateur } from './essai-authentificateur.ts'

const essai = unEssai()
const { visiteur, unCompte, ajouterTotp, exiger, avancer, origine } = desVisiteurs(essai)
type Appareil = ReturnType<typeof unAuthentificateur>
type Ecarts = Parameters<Appareil['montrer']>[1]

async function ajouterCle(qui: ReturnType<typeof visiteur>, appareil: Appareil, ecarts?: Ecarts) {
  const { json } = await qui.demander('POST /compte/cles/demande', { preuve: BON })
  return qui.demander('POST /compte/cles', { id: uuidv7(), nom: 'Mon poste', cle: appareil.creer(json, ecarts) })
}
async function entrerParCle(appareil: Appareil, ecarts?: Ecarts, qui = visiteur()) {
  const { json } = await qui.demander('POST /connexion/cle/demande')
  return qui.demander('POST /connexion/cle', { cle: appareil.montrer(json, ecarts) })
}
async function avecCle() {
  const compte = await unCompte()
  const chezSoi = visiteur()
  await chezSoi.entrer(compte.courriel)
  const appareil = unAuthentificateur(origine)
  const ajout = await ajouterCle(chezSoi, appareil)
  expect(ajout.status).toBe(200)
  return { ...compte, chezSoi, appareil, codes: ajout.json.codesSecours as unknown as string[] }
}

test('une clé d’accès ouvre seule, sans mot de passe, une session forte', async () => {
  await exiger()
  const { agent, appareil, codes, courriel } = await avecCle()
  expect(codes).toHaveLength(10)
  const qui = visiteur()
  expect(await entrerParCle(appareil, {}, qui)).toMatchObject({
    status: 200,
    json: { agent: { id: agent.id }, connexionForte: null },
  })
  expect((await qui.demander('GET /portefeuille')).status).toBe(200)
  expect((await qui.demander('GET /compte/securite')).json.cles).toMatchObject([{ nom: 'Mon poste' }])
  expect((await visiteur().entrer(courriel)).json).toEqual({ facteur: { totp: false, cle: true } })
})

test.each<[string, Ecarts]>([
  ['d’un autre site', { origine: 'https://filrouge.example.org' }],
  ['sans vérifier qui la tient', { verifiee: false }],
  ['dont le compteur recule', { compteur: 0 }],
])('une réponse %s n’ouvre rien', async (_, ecarts) => {
  const { appareil } = await avecCle()
  expect((await entrerParCle(appareil)).status).toBe(200)
  expect(await entrerParCle(appareil, ecarts)).toMatchObject({ status: 401, code: 'cle-acces-refusee' })
})

test('une réponse ne sert qu’une fois, à qui l’a demandée, dans les cinq minutes', async () => {
  const { appareil } = await avecCle()
  const [qui, voleur] = [visiteur(), visiteur()]
  const { json } = await qui.demander('POST /connexion/cle/demande')
  const etape = qui.cookies.get('filrouge_etape') ?? ''
  const cle = appareil.montrer(json)
  await voleur.demander('POST /connexion/cle/demande')
  expect(await voleur.demander('POST /connexion/cle', { cle })).toMatchObject({ status: 401 })
  expect((await qui.demander('POST /connexion/cle', { cle })).status).toBe(200)
  qui.cookies.set('filrouge_etape', etape)
  expect(await qui.demander('POST /connexion/cle', { cle })).toMatchObject({ status: 401, code: 'etape-finie' })
  const tard = visiteur()
  const { json: options } = await tard.demander('POST /connexion/cle/demande')
  avancer(301)
  expect(await tard.demander('POST /connexion/cle', { cle: appareil.montrer(options) })).toMatchObject({
    code: 'etape-finie',
  })
})

test('une clé inconnue, une clé retirée : la même phrase, et rien ne s’ouvre', async () => {
  const { appareil, chezSoi } = await avecCle()
  await ajouterTotp(chezSoi)
  const cles = (await chezSoi.demander('GET /compte/securite')).json.cles as unknown as { id: string }[]
  expect(
    (await chezSoi.demander('POST /compte/facteurs/:facteurId/retrait', { facteurId: cles[0]?.id, preuve: BON }))
      .status,
  ).toBe(200)
  const inconnue = await entrerParCle(unAuthentificateur(origine))
  const retiree = await entrerParCle(appareil)
  expect([inconnue.status, inconnue.json.detail]).toEqual([retiree.status, retiree.json.detail])
  expect(inconnue).toMatchObject({ status: 401, code: 'cle-acces-refusee' })
})

test('ajouter une clé demande une preuve, et celle que ce compte a demandée', async () => {
  const { courriel } = await unCompte()
  const qui = visiteur()
  await qui.entrer(courriel)
  expect(await qui.demander('POST /compte/cles/demande', { preuve: 'faux' })).toMatchObject({ code: 'preuve-fausse' })
  const appareil = unAuthentificateur(origine)
  expect(await ajouterCle(qui, appareil, { origine: 'https://ailleurs.example.org' })).toMatchObject({
    status: 400,
    code: 'cle-acces-illisible',
  })
  expect((await ajouterCle(qui, appareil, { verifiee: false })).status).toBe(400)
  const autre = visiteur()
  await autre.entrer((await unCompte()).courriel)
  const { json } = await qui.demander('POST /compte/cles/demande', { preuve: BON })
  autre.cookies.set('filrouge_etape', qui.cookies.get('filrouge_etape') ?? '')
  const cle = appareil.creer(json)
  expect((await autre.demander('POST /compte/cles', { id: uuidv7(), nom: 'Volée', cle })).status).not.toBe(200)
  expect((await autre.demander('GET /compte/securite')).json.cles).toEqual([])
  expect((await qui.demander('POST /compte/cles', { id: uuidv7(), nom: 'Poste', cle })).status).toBe(200)
  // In the same browser, where another account came in meanwhile.
  const commun = await qui.demander('POST /compte/cles/demande', { preuve: BON })
  await qui.entrer((await unCompte()).courriel)
  const dAutrui = unAuthentificateur(origine).creer(commun.json)
  expect(await qui.demander('POST /compte/cles', { id: uuidv7(), nom: 'Volée', cle: dAutrui })).toMatchObject({
    code: 'cle-acces-illisible',
  })
})

test('une clé ne s’ajoute pas deux fois', async () => {
  const { chezSoi: qui, appareil } = await avecCle()
  expect(await ajouterCle(qui, appareil)).toMatchObject({ status: 409, code: 'cle-acces-deja-la' })
})
