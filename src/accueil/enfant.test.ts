import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne, unSuiviRepris } from '../essai-personnes.ts'
import { demande, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { cartePersonne } from './carte-personne.ts'

const essai = unEssai()
const carte = (agent: Navigateur, personneId: string) =>
  agent.appeler<typeof cartePersonne>('GET /accueil/personnes/:personneId', { personneId })

async function unEnfant() {
  const db = essai.base.territoire('59')
  const accueil = await essai.unAgent('accueil')
  const referent = await essai.unAgent('referent')
  const parent = await unePersonne(essai, { nom: 'ESSAI-LISSE' })
  const enfant = await unePersonne(essai, { nom: 'ESSAI-LISSE', prenom: 'ZOE', dateNaissance: '2005-04-12' })
  await db
    .updateTable('membre')
    .set({ role: 'ENF', foyerId: parent.foyerId })
    .where('personneId', '=', enfant.id)
    .execute()
  const prendre = async (debut: string) => {
    const qui = { personneId: enfant.id, agentId: referent.id }
    // Out of the household, no address of theirs is known.
    const pris = { id: uuidv7(), ...qui, debut, objet: 'suivi', convocation: 'remise-en-main-propre' }
    const { status, json } = await accueil.brut('POST /personnes/:personneId/rendez-vous', pris)
    return json.code ?? status
  }
  const adultes = async () => (await carte(accueil, enfant.id)).json.nonAccompagnee?.adultes.map(a => a.id) ?? null
  return { db, referent, parent, enfant, prendre, adultes }
}

test('qui est orienté ou suivi déjà le reste, quel que soit son rôle dans le foyer ; plus rien ne court, il ne se convoque plus', async () => {
  const { db, referent, parent, enfant, prendre, adultes } = await unEnfant()
  await unSuiviRepris(essai, enfant.id, '2025-01-10', referent)
  const accompagnement = db.updateTable('accompagnement').where('personneId', '=', enfant.id)
  const orientation = db.updateTable('orientation').where('personneId', '=', enfant.id)
  await orientation.set({ fin: '2025-03-01' }).execute()
  expect([await prendre('2025-03-20T10:00'), await adultes()]).toEqual([200, null])
  await orientation.set({ fin: null }).execute()
  await accompagnement.set({ fin: '2025-03-01', finMotif: 'radiation' }).execute()
  expect([await prendre('2025-03-21T10:00'), await adultes()]).toEqual([200, null])
  await orientation.set({ fin: '2025-03-01' }).execute()
  expect([await prendre('2025-03-24T10:00'), await adultes()]).toEqual(['personne-non-accompagnee', [parent.id]])
})

test('le conjoint du foyer se convoque comme le demandeur', async () => {
  const { db, enfant, prendre, adultes } = await unEnfant()
  await db.updateTable('membre').set({ role: 'CJT' }).where('personneId', '=', enfant.id).execute()
  expect([await prendre('2025-03-20T10:00'), await adultes()]).toEqual([200, null])
})

test('un premier rendez-vous n’est pas à prendre avec qui on n’en donne pas, quoique l’entrée courre', async () => {
  const accueil = await essai.unAgent('accueil')
  const { id } = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  expect((await carte(accueil, id)).json.aPrendre).not.toBeNull()
  const membre = essai.base.territoire('59').updateTable('membre').where('personneId', '=', id)
  await membre.set({ role: 'ENF' }).execute()
  const { aPrendre, nonAccompagnee } = (await carte(accueil, id)).json
  expect([nonAccompagnee?.motif, aPrendre]).toEqual(['personne-non-accompagnee', null])
})

test('ni un dossier réuni à un autre, ni un dossier aux archives n’est nommé sur la carte de l’enfant', async () => {
  const { db, parent, adultes } = await unEnfant()
  const { id: fusionneeDans } = await unePersonne(essai)
  await db.updateTable('personne').set({ fusionneeDans }).where('id', '=', parent.id).execute()
  expect(await adultes()).toEqual([])
  await db.updateTable('personne').set({ fusionneeDans: null }).where('id', '=', parent.id).execute()
  await db.insertInto('archive').values({ personneId: parent.id, le: '2025-03-01' }).execute()
  expect(await adultes()).toEqual([])
})

test('parti du foyer, l’enfant se convoque ; parti avant lui, l’adulte n’est plus nommé sur sa carte', async () => {
  const { db, parent, enfant, prendre, adultes } = await unEnfant()
  const { id: autreParent } = await unePersonne(essai, { nom: 'ESSAI-LISSE', prenom: 'ARMEL' })
  const quitter = (personneId: string) =>
    db.updateTable('membre').set({ fin: '2025-03-10' }).where('personneId', '=', personneId).execute()
  await db
    .updateTable('membre')
    .set({ role: 'CJT', foyerId: parent.foyerId })
    .where('personneId', '=', autreParent)
    .execute()
  expect(await adultes()).toEqual([parent.id, autreParent])
  await quitter(autreParent)
  expect(await adultes()).toEqual([parent.id])
  expect(await prendre('2025-03-20T10:00')).toBe('personne-non-accompagnee')
  await quitter(enfant.id)
  expect(await prendre('2025-03-20T10:00')).toBe(200)
})

test('un enfant du foyer ne se convoque pas : la carte nomme l’adulte, le serveur refuse', async () => {
  const db = essai.base.territoire('59')
  const accueil = await essai.unAgent('accueil')
  const parent = await unePersonne(essai, { nom: 'ESSAI-LISSE' })
  const enfant = await unePersonne(essai, { nom: 'ESSAI-LISSE', prenom: 'ZOE', dateNaissance: '2015-04-12' })
  await db.deleteFrom('droit').where('personneId', '=', enfant.id).execute()
  await db
    .updateTable('membre')
    .set({ role: 'ENF', foyerId: parent.foyerId })
    .where('personneId', '=', enfant.id)
    .execute()
  expect((await carte(accueil, enfant.id)).json.nonAccompagnee).toEqual({
    motif: 'personne-non-accompagnee',
    adultes: [{ id: parent.id, nom: 'ESSAI-LISSE', prenom: 'CAMILLE' }],
  })
  expect((await carte(accueil, parent.id)).json.nonAccompagnee).toBeNull()
  const referent = await essai.unAgent('referent')
  const pris = { id: uuidv7(), agentId: referent.id, debut: '2025-03-20T10:00', objet: 'suivi' }
  const refus = await accueil.brut('POST /personnes/:personneId/rendez-vous', { ...pris, personneId: enfant.id })
  expect([refus.status, JSON.parse(refus.texte).code]).toEqual([409, 'personne-non-accompagnee'])
  expect(
    (await accueil.brut('POST /personnes/:personneId/rendez-vous', { ...pris, personneId: parent.id })).status,
  ).toBe(200)
  // By no other door either: the child is neither diagnosed nor oriented.
  const charge = await essai.unAgent('charge-orientation')
  const oriente = demande({ agent: charge, structureId: referent.structureId ?? '', referent, personne: enfant })
  expect((await unDiagnostic(charge, enfant.id)).json).toMatchObject({ code: 'personne-non-accompagnee' })
  expect((await charge.brut(ORIENTER, oriente)).json.code).toBe('personne-non-accompagnee')
  const champ = { personneId: enfant.id, id: uuidv7(), agentId: referent.id, champ: 'sante' }
  expect((await charge.brut('POST /personnes/:personneId/groupe-suivi', champ)).json.code).toBe(
    'personne-non-accompagnee',
  )
  // Nor once out of the household, while of school age.
  const sorti = db.updateTable('membre').set({ fin: '2025-03-10' }).where('personneId', '=', enfant.id)
  const ne = (le: string) => db.updateTable('personne').set({ dateNaissance: le }).where('id', '=', enfant.id)
  await sorti.execute()
  await ne('2012-05-06').execute()
  const trop = 'moins-de-seize-ans'
  expect((await unDiagnostic(charge, enfant.id)).json).toMatchObject({ code: trop })
  const rendezVous = await accueil.brut('POST /personnes/:personneId/rendez-vous', {
    ...pris,
    id: uuidv7(),
    personneId: enfant.id,
  })
  expect([rendezVous.status, rendezVous.json.code]).toEqual([409, trop])
  expect((await charge.brut(ORIENTER, oriente)).json.code).toBe(trop)
  expect((await charge.brut('POST /personnes/:personneId/groupe-suivi', champ)).json.code).toBe(trop)
  expect((await carte(accueil, enfant.id)).json.nonAccompagnee).toEqual({ motif: trop, adultes: [] })
  await ne('1990-05-06').execute()
  // A file in no household, as a list brings them, may be called.
  expect((await unDiagnostic(charge, enfant.id)).status).toBe(200)
  expect((await carte(accueil, enfant.id)).json.nonAccompagnee).toBeNull()
})

test('qui n’a pas seize ans, inscrit comme demandeur, n’est pas l’adulte de sa propre carte', async () => {
  const { db, parent, enfant, adultes } = await unEnfant()
  await db.updateTable('membre').set({ role: 'CJT' }).where('personneId', '=', enfant.id).execute()
  await db.updateTable('personne').set({ dateNaissance: '2012-05-06' }).where('id', '=', enfant.id).execute()
  expect(await adultes()).toEqual([parent.id])
})
