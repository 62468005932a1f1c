import { expect, test } from 'vitest'
import { fluxDeFevrier } from '../echanges/cnaf/beneficiaires/essai-flux.ts'
import { foyer } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerListe } from '../echanges/listes/essai-liste.ts'
import { rappelerEcheances } from '../echeance/rappeler-echeances.job.ts'
import { compter, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sonner, travaillerUneFois, unTravailEnEchec } from '../essai-travaux.ts'
import { appliquer, deposerParEcran, traiter } from '../import/essai-import.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { signalerEchecs } from '../travaux/signaler-echecs.job.ts'
import { avisDe, lignesDe, nonLusDe } from './essai-avis.ts'
import { purgerAvis } from './purger-avis.job.ts'

const essai = unEssai()
const DONNER = 'POST /agents/:agentId/habilitations'
const RETIRER = 'POST /agents/:agentId/habilitations/:habilitationId/cloture'

test('un import appliqué ou refusé est dit à qui l’a déposé, et à lui seul', async () => {
  const [admin, autre] = [await essai.unAgent('administrateur'), await essai.unAgent('administrateur')]
  const flux = Buffer.from(fluxDeFevrier(foyer()))
  await appliquer(essai, admin, await deposerParEcran(admin, 'RSABEM.xml', flux))
  const rate = await deposerParEcran(admin, 'RSABEM.xml', flux.subarray(0, 900))
  await appliquer(essai, admin, rate)
  expect(await avisDe(admin)).toEqual([
    expect.stringMatching(/^Import refusé · .*rien n’a changé/),
    'Import appliqué · Flux VRSB0801 mensuel au 28 février 2025.',
  ])
  expect((await lignesDe(admin)).lignes[0]?.vers).toBe(`/imports/${rate}`)
  expect(await nonLusDe(autre)).toBe(0)
})

test('les suivis repris d’une liste font une ligne à leur référent ; l’import annulé, elle s’en va', async () => {
  const admin = await essai.unAgent('administrateur')
  const structureId = await essai.uneStructure({ nom: 'PLIE' })
  const referent = await essai.unAgent('referent', { structureId })
  const numeros = [await unePersonne(essai), await unePersonne(essai, { nom: 'ESSAI-OURDI' })].map(
    p => p.numeroDemandeRsa,
  )
  const courriel = `${referent.id}@example.org`
  const { importId } = await importerListe(
    essai,
    admin,
    'suivis',
    [
      'numeroDemandeRsa;role;dateOrientation;dominante;structure;referentCourriel',
      ...numeros.map(n => `${n};DEM;2025-03-05;emploi;PLIE;${courriel}`),
      '',
    ].join('\n'),
  )
  expect(await avisDe(referent)).toEqual([
    '2 suivis repris vous sont confiés · Camille ESSAI-OURDI et Camille ESSAI-TISSAGE',
  ])
  expect(await nonLusDe(referent)).toBe(1)
  expect((await admin.brut('POST /imports/:importId/annulation', { importId })).status).toBe(200)
  expect(await avisDe(referent)).toEqual([])
})

test('un import annulé emporte aussi le référent qu’il avait fait connaître, et ses avis', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  const liste = [
    'numeroDemandeRsa;role;dateOrientation;dominante;structure;referentCourriel',
    `${numeroDemandeRsa};DEM;2025-03-05;emploi;PLIE;zoe.essai@example.org`,
    '',
  ].join('\n')
  const { importId } = await importerListe(essai, admin, 'suivis', liste)
  expect(await compter(essai, 'avis')).toBe(3)
  expect((await admin.brut('POST /imports/:importId/annulation', { importId })).status).toBe(200)
  expect(await compter(essai, 'avis')).toBe(1)
})

test('un rôle donné est dit à l’agent ; retiré puis rendu, il ne dit plus rien d’avant', async () => {
  const admin = await essai.unAgent('administrateur')
  const second = await essai.unAgent('administrateur')
  const deux = await essai.unAgent('pilote')
  const id = uuidv7()
  expect((await admin.brut(DONNER, { agentId: deux.id, id, role: 'administrateur' })).status).toBe(200)
  expect(await avisDe(deux)).toEqual(['Rôle donné : Administrateur territorial'])
  const regle = { cle: 'acces.ancien-referent-jours', valeur: 45, effetLe: '2025-03-10', motif: 'Comité de pilotage' }
  expect((await admin.brut('POST /parametres/:cle', regle)).status).toBe(200)
  const dit = /^Lecture .* · Nouvelle valeur : 45 jours, à partir du 10 mars · Avant : 30 jours · Comité de pilotage$/
  expect(await avisDe(second)).toEqual([expect.stringMatching(dit)])
  expect(await nonLusDe(admin)).toBe(0)
  // As pilote, they don't administer: what administrators are told isn't theirs to read now.
  expect(await avisDe(deux)).toHaveLength(1)
  expect((await admin.brut(RETIRER, { agentId: deux.id, habilitationId: id })).status).toBe(200)
  expect((await admin.brut('POST /parametres/:cle', { ...regle, effetLe: '2025-03-11' })).status).toBe(200)
  const gardes = await essai.base
    .territoire('59')
    .selectFrom('avis')
    .select('genre')
    .where('agentId', '=', deux.id)
    .execute()
  expect(gardes.map(a => a.genre).sort()).toEqual(['role-donne', 'role-retire'])
})

test('un travail de fond arrêté est dit aux administrateurs, une fois', async () => {
  const [admin, pilote] = [await essai.unAgent('administrateur'), await essai.unAgent('pilote')]
  await unTravailEnEchec(essai)
  for (let fois = 0; fois < 2; fois++) {
    await sonner(essai, signalerEchecs)
    expect(await travaillerUneFois(essai, [signalerEchecs])).toEqual([])
  }
  expect(await avisDe(admin)).toEqual([
    'Travail de fond arrêté · Courriel aux administrateurs : un flux attendu n’est pas arrivé · Le serveur de courriel courriel.example.org:587, réglé par FILROUGE_SMTP, n’a pas répondu (code ESOCKET). Vérifiez qu’il marche, et que ce serveur-ci peut l’atteindre.',
  ])
  expect((await lignesDe(admin)).lignes[0]?.vers).toBe('/parametres/travaux')
  expect(await nonLusDe(pilote)).toBe(0)
})

test('un avis s’efface au bout de trois mois, lu ou non', async () => {
  const admin = await essai.unAgent('administrateur')
  const agent = await essai.unAgent('pilote')
  await admin.brut(DONNER, { agentId: agent.id, id: uuidv7(), role: 'dpo' })
  for (const [jour, restent] of [
    ['2025-06-08', 1],
    ['2025-06-09', 0],
  ] as const) {
    essai.now = `${jour}T03:15:00Z`
    await sonner(essai, purgerAvis)
    expect(await travaillerUneFois(essai, [purgerAvis])).toEqual([])
    expect([jour, await compter(essai, 'avis')]).toEqual([jour, restent])
  }
})

test('un compte fermé n’apprend plus rien : ni le sort d’un fichier qu’il avait déposé, ni ce qui reste à conclure', async () => {
  const [admin, deposant] = [await essai.unAgent('administrateur'), await essai.unAgent('administrateur')]
  const [charge, referent] = [await essai.unAgent('charge-orientation'), await essai.unAgent('referent')]
  const { id: personneId } = await unePersonne(essai)
  expect((await prendre(charge, personneId, { agentId: referent.id, debut: '2025-03-10T10:30' })).status).toBe(200)
  const importId = await deposerParEcran(deposant, 'RSABEM.xml', Buffer.from(fluxDeFevrier(foyer())))
  expect((await deposant.brut('POST /imports/:importId/application', { importId })).status).toBe(200)
  essai.now = '2025-03-10T16:00:00Z'
  for (const { id: agentId } of [deposant, referent])
    expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId })).status).toBe(200)
  await traiter(essai)
  await sonner(essai, rappelerEcheances)
  expect(await travaillerUneFois(essai, [rappelerEcheances])).toEqual([])
  const db = essai.base.territoire('59')
  expect(await db.selectFrom('import').select('statut').execute()).toEqual([{ statut: 'refuse' }])
  expect(await db.selectFrom('echeance').select('rappeleeLe').where('genre', '=', 'rendez-vous').execute()).toEqual([
    { rappeleeLe: '2025-03-10' },
  ])
  const partis = [deposant.id, referent.id]
  expect(await db.selectFrom('avis').select('genre').where('agentId', 'in', partis).execute()).toEqual([])
})
