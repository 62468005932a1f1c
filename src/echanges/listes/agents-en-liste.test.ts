import { expect, test } from 'vitest'
import type { agents } from '../../agent/agents.ts'
import { unEssai } from '../../essai.ts'
import { tenirEcheances } from '../../essai-echeances.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { ADRESSE, ouvrir, PRO, roles, SUIVI, zoe } from './essai-agents.ts'
import { importerListe, lignesDe } from './essai-liste.ts'
import { nirEssai } from './essai-tableur.ts'

const essai = unEssai()
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
  const motif = expect.stringContaining('n’a que quelques communes')
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
    .values({
      ...fini,
      debut: '2024-01-01',
      fin: '2025-03-10',
      depuis: '2024-01-01T00:00:00Z',
    })
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

test('mais un agent de quelques communes ne le donne pas à qui une autre liste a fait connaître', async () => {
  const admin = await essai.unAgent('administrateur')
  const voisin = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  await importerListe(essai, admin, 'professionnels', PRO(''))
  const { importId } = await importerListe(essai, voisin, 'professionnels', PRO('référent', 'PLIE'))
  expect(await lignesDe(essai, importId)).toEqual([['inchangee', expect.stringContaining('n’a que quelques communes')]])
  expect(await roles(admin)).toEqual([])
})

test('le suivi clos d’un agent désactivé, redit par une liste, ne change rien et n’est pas refusé', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  const db = essai.base.territoire('59')
  await db.updateTable('accompagnement').set({ fin: '2025-03-01', finMotif: 'radiation' }).execute()
  await db.updateTable('orientation').set({ fin: '2025-03-01' }).execute()
  await tenirEcheances(essai)
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

test('pas même à qui n’a pas encore de compte', async () => {
  const admin = await essai.unAgent('administrateur')
  await importerListe(essai, admin, 'professionnels', PRO('référent', 'PLIE'))
  const attendu = await zoe(admin)
  const retrait = { agentId: attendu?.id, habilitationId: attendu?.habilitations[0]?.id }
  expect((await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', retrait)).status).toBe(200)
  await importerListe(essai, admin, 'professionnels', `${PRO('référent', 'PLIE')}\n`)
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  expect(await roles(admin)).toEqual([])
})

test('ni en disant une structure pour un rôle qui n’en a pas', async () => {
  const admin = await essai.unAgent('administrateur')
  await importerListe(essai, admin, 'professionnels', PRO('chargé d’orientation'))
  const attendu = await zoe(admin)
  const retrait = { agentId: attendu?.id, habilitationId: attendu?.habilitations[0]?.id }
  expect((await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', retrait)).status).toBe(200)
  const { importId } = await importerListe(essai, admin, 'professionnels', PRO('chargé d’orientation', 'PLIE'))
  expect(await lignesDe(essai, importId)).toEqual([['inchangee', expect.stringContaining('le lui a retiré')]])
  expect(await roles(admin)).toEqual([])
})

test('une liste de suivis n’oriente pas un enfant du foyer, même par son NIR', async () => {
  const admin = await essai.unAgent('administrateur')
  const nir = nirEssai(12, { annee: 10, mois: 5 })
  const { foyerId } = await unePersonne(essai, { nom: 'ESSAI-PARENT' })
  await importerListe(essai, admin, 'personnes', `Nom;Prénom;Né(e) le;NIR\nESSAI-ENFANT;LOU;06/05/2010;${nir}\n`)
  const db = essai.base.territoire('59')
  const enfant = db.selectFrom('personne').select('id').where('nom', '=', 'ESSAI-ENFANT')
  const { id: personneId } = await enfant.executeTakeFirstOrThrow()
  const membre = { personneId, foyerId, role: 'ENF', aCharge: true, debut: '2025-02-28' }
  await db.insertInto('membre').values(membre).execute()
  const { importId } = await importerListe(essai, admin, 'suivis', SUIVI('').replace(';DEM;;', `;;${nir};`))
  expect(await lignesDe(essai, importId)).toEqual([
    ['refusee', expect.stringContaining('n’est au foyer que comme enfant ou autre membre')],
  ])
})
