import { expect, test } from 'vitest'
import type { agents } from '../../agent/agents.ts'
import { ouvrirSession } from '../../agent/session/session.queries.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { COOKIE } from '../../socle/http/routes-http.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { importerListe, lignesDe } from './essai-liste.ts'
import { nirEssai } from './essai-tableur.ts'

const essai = unEssai()
const ADRESSE = 'zoe.essai@example.org'
const PRO = (role: string, structure = '') =>
  `Nom;Prénom;Courriel;Rôle;Structure\nESSAI;Zoé;${ADRESSE};${role};${structure}\n`
const SUIVI = (numero: string) =>
  `numeroDemandeRsa;role;nir;dateOrientation;dominante;structure;referentCourriel\n${numero};DEM;;2025-01-10;emploi;PLIE;${ADRESSE}\n`

/** The agent of the list, as the administrator sees them. */
const zoe = async (admin: Navigateur) =>
  (await admin.appeler<typeof agents>('GET /agents', {})).json.agents.find(a => a.courriel === ADRESSE)
const roles = async (admin: Navigateur) => (await zoe(admin))?.habilitations.map(h => [h.role, h.structure, h.secteur])
const ouvrir = (admin: Navigateur, role: object, id = uuidv7()) =>
  admin.brut('POST /agents', {
    ...{ id, courriel: ADRESSE, nom: 'ESSAI', prenom: 'Zoé' },
    habilitations: [{ id: uuidv7(), ...role }],
  })

test.each([
  ['professionnels', PRO('chargé d’orientation')],
  ['professionnels', PRO('responsable d’équipe', 'PLIE')],
  ['structures', `Nom;Courriel responsable;Nom responsable\nPLIE;${ADRESSE};ESSAI\n`],
] as const)('une liste de %s d’un agent de quelques communes ne donne pas plus qu’il n’a', async (genre, texte) => {
  const admin = await essai.unAgent('administrateur')
  const voisin = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  const { importId } = await importerListe(essai, voisin, genre, texte)
  expect(await lignesDe(essai, importId)).toEqual([
    [
      'creee',
      'rôle non donné\u00a0: qui apporte la liste n’a que quelques communes, l’administrateur lui donne ses rôles',
    ],
  ])
  expect(await roles(admin)).toEqual([])
  // The same, from who has the whole territory.
  const partout = await essai.unAgent('charge-orientation')
  await importerListe(essai, partout, genre, `${texte}\n`)
  expect((await roles(admin))?.length).toBe(1)
})

test('la même liste apportée deux fois par un agent de quelques communes ne donne rien de plus la seconde', async () => {
  const admin = await essai.unAgent('administrateur')
  const voisin = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  const texte = PRO('chargé d’orientation')
  const issues = []
  for (const fois of ['', '\n']) {
    const { importId } = await importerListe(essai, voisin, 'professionnels', `${texte}${fois}`)
    issues.push(...(await lignesDe(essai, importId)))
  }
  const motif = expect.stringContaining('vous n’avez que quelques communes')
  expect(issues).toEqual([
    ['creee', motif],
    ['inchangee', motif],
  ])
  expect(await roles(admin)).toEqual([])
})

test('ce qu’un agent avait le droit de donner sous un rôle fini, sa liste ne le donne plus', async () => {
  const admin = await essai.unAgent('administrateur')
  const reduit = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  const fini = { id: uuidv7(), agentId: reduit.id, role: 'charge-orientation', structureId: null, secteur: null }
  await essai.base
    .territoire('59')
    .insertInto('habilitation')
    .values({ ...fini, debut: '2024-01-01', fin: '2025-03-10', depuis: '2024-01-01T00:00:00Z' })
    .execute()
  await importerListe(essai, reduit, 'professionnels', PRO('chargé d’orientation'))
  expect(await roles(admin)).toEqual([])
})

test('trois lignes de la même adresse : la première entre, chacune des autres la nomme', async () => {
  const admin = await essai.unAgent('administrateur')
  const [entete, ligne] = PRO('référent', 'PLIE').split('\n')
  const { importId } = await importerListe(essai, admin, 'professionnels', [entete, ligne, ligne, ligne, ''].join('\n'))
  const motif = 'même adresse que la ligne 2'
  expect(await lignesDe(essai, importId)).toEqual([['creee'], ['refusee', motif], ['refusee', motif]])
})

test('un référent, qui ne voit personne par lui-même, entre par toute liste', async () => {
  const admin = await essai.unAgent('administrateur')
  const voisin = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  await importerListe(essai, voisin, 'professionnels', PRO('référent', 'PLIE'))
  expect(await roles(admin)).toEqual([['referent', 'PLIE', null]])
})

test('ouvrir le compte d’un agent venu d’une liste lui donne les rôles dits, et eux seuls', async () => {
  const admin = await essai.unAgent('administrateur')
  await importerListe(essai, admin, 'professionnels', PRO('chargé d’orientation'))
  expect(await roles(admin)).toEqual([['charge-orientation', null, null]])
  expect((await ouvrir(admin, { role: 'accueil', secteur: ['59350'] })).status).toBe(200)
  expect(await roles(admin)).toEqual([['accueil', null, ['59350']]])
})

test('ouvrir son compte avec le rôle que la liste lui avait donné le reprend : rien n’est doublé ni refusé', async () => {
  const admin = await essai.unAgent('administrateur')
  await importerListe(essai, admin, 'professionnels', PRO('référent', 'PLIE'))
  const agent = await zoe(admin)
  const structureId = agent?.habilitations[0]?.structureId
  const id = uuidv7()
  const demande = { role: 'referent', structureId, plafond: 40, id: uuidv7() }
  expect((await ouvrir(admin, demande, id)).json).toEqual({ id: agent?.id, motDePasse: expect.any(String) })
  expect((await ouvrir(admin, demande, id)).json).toEqual({ id: agent?.id, motDePasse: null })
  expect((await zoe(admin))?.habilitations).toMatchObject([{ role: 'referent', structure: 'PLIE', plafond: 40 }])
})

test('ouvrir son compte dans un autre rôle le laisse référent des personnes qu’il suit', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  expect((await ouvrir(admin, { role: 'pilote' })).status).toBe(200)
  expect(await roles(admin)).toEqual([
    ['pilote', null, null],
    ['referent', 'PLIE', null],
  ])
})

test('suivre des personnes ne garde que le rôle de référent : ceux qui en montrent d’autres se ferment', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'professionnels', PRO('chargé d’orientation'))
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  expect((await ouvrir(admin, { role: 'pilote' })).status).toBe(200)
  expect((await roles(admin))?.map(([role]) => role)).toEqual(['pilote', 'referent'])
})

test('ouvrir son compte de référent là où il suit quelqu’un reprend le rôle, avec le plafond dit', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  const structureId = (await zoe(admin))?.habilitations[0]?.structureId
  expect((await ouvrir(admin, { role: 'referent', structureId, plafond: 40 })).status).toBe(200)
  const repris = { role: 'referent', structure: 'PLIE', plafond: 40 }
  expect(await zoe(admin)).toMatchObject({ suivis: 1, habilitations: [repris] })
})

test('ouvrir son compte de référent ailleurs le laisse référent là où il suit quelqu’un', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  const structureId = await essai.uneStructure({ nom: 'ESSAI-AILLEURS' })
  expect((await ouvrir(admin, { role: 'referent', structureId })).status).toBe(200)
  expect((await roles(admin))?.map(([role, structure]) => [role, structure]).sort()).toEqual([
    ['referent', 'ESSAI-AILLEURS'],
    ['referent', 'PLIE'],
  ])
})

test('ouvrir son compte le laisse référent là où il suit quelqu’un, et seulement là', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'professionnels', PRO('référent', 'ESSAI-AILLEURS'))
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  expect((await roles(admin))?.map(([, structure]) => structure).sort()).toEqual(['ESSAI-AILLEURS', 'PLIE'])
  expect((await ouvrir(admin, { role: 'pilote' })).status).toBe(200)
  expect(await roles(admin)).toEqual([
    ['pilote', null, null],
    ['referent', 'PLIE', null],
  ])
})

/** The référent of a list, no account yet, to whom a chargé d'orientation gives an appointment. */
async function unReferentAttendu() {
  const admin = await essai.unAgent('administrateur')
  const charge = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  await importerListe(essai, admin, 'professionnels', PRO('référent', 'PLIE'))
  const { id: agentId = '', habilitations = [] } = (await zoe(admin)) ?? {}
  const rdv = { id: uuidv7(), personneId, agentId, debut: '2025-03-20T10:00', objet: 'suivi' }
  expect((await charge.brut('POST /personnes/:personneId/rendez-vous', rdv)).status).toBe(200)
  essai.now = '2025-03-10T10:00:00Z'
  return { admin, agentId, personneId, structureId: habilitations[0]?.structureId }
}

test('un rendez-vous donné avant l’ouverture de son compte lui ouvre le dossier, sous le rôle repris', async () => {
  const { admin, agentId, personneId, structureId } = await unReferentAttendu()
  const repris = { id: uuidv7(), role: 'referent', structureId }
  expect((await ouvrir(admin, repris)).status).toBe(200)
  const cookie = `${COOKIE}=${await ouvrirSession(essai.base, essai.now, agentId, '59', repris.id)}`
  expect((await admin.brut('GET /personnes/:personneId', { personneId }, { cookie })).status).toBe(200)
})

test('son compte ne s’ouvre pas dans un rôle qui ne reçoit personne tant qu’un rendez-vous l’attend', async () => {
  const { admin } = await unReferentAttendu()
  const { status, json } = await ouvrir(admin, { role: 'pilote' })
  expect([status, json.code]).toEqual([409, 'rendez-vous-a-transmettre'])
  expect(await zoe(admin)).toMatchObject({ aCompleter: true, habilitations: [{ role: 'referent', structure: 'PLIE' }] })
})

test('le suivi clos d’un agent désactivé, redit par une liste, ne change rien et n’est pas refusé', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  const db = essai.base.territoire('59')
  await db.updateTable('accompagnement').set({ fin: '2025-03-01', finMotif: 'radiation' }).execute()
  await db.updateTable('orientation').set({ fin: '2025-03-01' }).execute()
  const agentId = (await zoe(admin))?.id
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId })).status).toBe(200)
  const { importId } = await importerListe(essai, admin, 'suivis', `${SUIVI(numeroDemandeRsa)}\n`)
  expect(await lignesDe(essai, importId)).toEqual([['inchangee']])
})

test('une liste ne redonne ni rôle ni personne à un agent désactivé, et le dit', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await ouvrir(admin, { role: 'pilote' })
  const agentId = (await zoe(admin))?.id
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId })).status).toBe(200)
  const { importId } = await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  const motif = 'cet agent est désactivé\u00a0: l’administrateur peut le rouvrir'
  expect(await lignesDe(essai, importId)).toEqual([['refusee', motif]])
  const pro = await importerListe(essai, admin, 'professionnels', PRO('référent', 'PLIE'))
  expect(await lignesDe(essai, pro.importId)).toEqual([['refusee', motif]])
  expect(await zoe(admin)).toMatchObject({ suivis: 0, habilitations: [] })
  expect(await essai.base.territoire('59').selectFrom('structure').select('nom').execute()).toEqual([])
})

test('une liste d’un agent de quelques communes crée, et ne change rien de ce qui est au département', async () => {
  const admin = await essai.unAgent('administrateur')
  const voisin = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  await importerListe(
    essai,
    admin,
    'professionnels',
    `Nom;Prénom;Courriel;Téléphone\nESSAI;Zoé;${ADRESSE};06 39 98 00 11\n`,
  )
  await importerListe(essai, admin, 'structures', 'Nom;Téléphone\nPLIE;01 99 00 00 01\n')
  const autre = `Nom;Prénom;Courriel;Téléphone\nFAUX;X;${ADRESSE};06 39 98 66 66\n`
  const pros = await importerListe(essai, voisin, 'professionnels', autre)
  expect(await lignesDe(essai, pros.importId)).toEqual([['inchangee']])
  expect(await zoe(admin)).toMatchObject({ nom: 'ESSAI', telephone: '0639980011' })
  const structures = await importerListe(
    essai,
    voisin,
    'structures',
    'Nom;Téléphone\nPLIE;06 39 98 66 66\nNeuve;01 99 00 00 02\n',
  )
  expect(await lignesDe(essai, structures.importId)).toEqual([
    ['inchangee', expect.stringContaining('l’administrateur peut la changer')],
    ['creee'],
  ])
  const { numeroDemandeRsa } = await unePersonne(essai, { codeInsee: '59350' })
  await importerListe(essai, voisin, 'suivis', SUIVI(numeroDemandeRsa))
  const db = essai.base.territoire('59')
  const plie = await db.selectFrom('structure').select(['telephone', 'dominantes']).where('nom', '=', 'PLIE').execute()
  expect(plie).toEqual([{ telephone: '0199000001', dominantes: [] }])
})

test('un agent de quelques communes ne se fait pas référent par sa liste', async () => {
  const admin = await essai.unAgent('administrateur')
  const voisin = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  const lui = (await admin.appeler<typeof agents>('GET /agents', {})).json.agents.find(a => a.id === voisin.id)
  const { numeroDemandeRsa } = await unePersonne(essai, { codeInsee: '59350' })
  const texte = SUIVI(numeroDemandeRsa).replace(ADRESSE, lui?.courriel ?? '')
  const { importId } = await importerListe(essai, voisin, 'suivis', texte)
  expect(await lignesDe(essai, importId)).toEqual([
    [
      'refusee',
      'cet agent a un compte sans être référent de cette structure\u00a0: l’administrateur lui donne ce rôle',
    ],
  ])
})

test('aucune liste ne rend un rôle que l’administrateur a retiré', async () => {
  const admin = await essai.unAgent('administrateur')
  await importerListe(essai, admin, 'professionnels', PRO('référent', 'PLIE'))
  const structureId = (await zoe(admin))?.habilitations[0]?.structureId
  const habilitationId = uuidv7()
  expect((await ouvrir(admin, { role: 'referent', structureId, id: habilitationId })).status).toBe(200)
  const agentId = (await zoe(admin))?.id
  const retrait = { agentId, habilitationId }
  expect((await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', retrait)).status).toBe(200)
  const pros = await importerListe(essai, admin, 'professionnels', `${PRO('référent', 'PLIE')}\n`)
  expect(await lignesDe(essai, pros.importId)).toEqual([
    ['inchangee', 'rôle non donné\u00a0: l’administrateur le lui a retiré'],
  ])
  const { numeroDemandeRsa } = await unePersonne(essai)
  const suivis = await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  expect(await lignesDe(essai, suivis.importId)).toEqual([
    ['refusee', 'l’administrateur a retiré à cet agent le rôle de référent dans cette structure'],
  ])
  expect(await roles(admin)).toEqual([])
})

test('une liste de suivis n’oriente pas un enfant du foyer, même par son NIR', async () => {
  const admin = await essai.unAgent('administrateur')
  const nir = nirEssai(12, { annee: 12, mois: 5 })
  const { foyerId } = await unePersonne(essai, { nom: 'ESSAI-PARENT' })
  await importerListe(essai, admin, 'personnes', `Nom;Prénom;Né(e) le;NIR\nESSAI-ENFANT;LOU;06/05/2012;${nir}\n`)
  const db = essai.base.territoire('59')
  const enfant = db.selectFrom('personne').select('id').where('nom', '=', 'ESSAI-ENFANT')
  const { id: personneId } = await enfant.executeTakeFirstOrThrow()
  const membre = { personneId, foyerId, role: 'ENF', aCharge: true, debut: '2025-02-28' }
  await db.insertInto('membre').values(membre).execute()
  const { importId } = await importerListe(essai, admin, 'suivis', SUIVI('').replace(';DEM;;', `;;${nir};`))
  expect(await lignesDe(essai, importId)).toEqual([
    ['refusee', 'cette personne est un enfant ou un autre membre du foyer'],
  ])
})
