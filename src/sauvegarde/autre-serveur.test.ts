import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deposerParEcran, examiner, unPdf } from '../document/essai-documents.ts'
import { fichierFlux } from '../echanges/cnaf/beneficiaires/essai-flux.ts'
import { cjt, dem, foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { CLE_ESSAI, unEssai } from '../essai.ts'
import { uneLigneDeCommande } from '../essai-cli.ts'
import { unTravailEnEchec } from '../essai-travaux.ts'
import { prevenirAlerte } from '../import/calendrier/prevenir-alerte.job.ts'
import { poserCle } from '../socle/auth/cles.ts'
import { type PostgresDeTest, postgresDeTest } from '../socle/postgres-local.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { lettreDeCloture } from './essai-lettre.ts'
import { demanderA, unServeurSur } from './essai-sauvegarde.ts'

/** The drill: a server burns, another one takes its place with a backup, the key, and the commands of LISEZMOI. */
const essai = unEssai({ vider: false })
const { dossier, filrouge, filrougeAvec } = uneLigneDeCommande(essai)
let ailleurs: PostgresDeTest
const la = (...args: string[]) => filrougeAvec({ DATABASE_URL: ailleurs.url, FILROUGE_FICHIERS: '' }, ...args)

const NIR = '2850499999101'
const MOT_DE_PASSE = 'sept chats dans un wagon'
const COMPTES = { 'admin@example.org': 'administrateur', 'awa@example.org': 'charge-orientation' }
const pdf = unPdf()
const depot = { documentId: '', courrierId: '' }
const flux = (mois: string, suite: Parameters<typeof foyer>[0] = {}) => {
  const m = Temporal.PlainYearMonth.from(mois)
  const recuLe = m.add({ months: 1 }).toPlainDate({ day: 3 }).toString()
  const dateReference = m.toPlainDate({ day: m.daysInMonth }).toString()
  const chemin = join(dossier, `${mois}.xml`)
  const foyers = [foyer({ personnes: [dem(true, { nir: NIR }), cjt(true)], ...suite }), temoin]
  writeFileSync(chemin, fichierFlux({ type: 'M', dateReference, dateCreation: recuLe, foyers }))
  return ['importer', chemin, '--territoire', '59', '--recu-le', recuLe, '--json']
}
const enAttente = (url: string) =>
  demanderA<{ tache: string; essais: number }>(
    url,
    `select t.identifier as tache, j.payload::jsonb as charge, j.flags, j.attempts::int as essais, j.max_attempts, j.last_error, j.created_at::text, j.run_at::text
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'prevenir-alerte' order by j.id`,
  )
const reussir = async (fait: Promise<{ code: number; sortie: string; erreurs: string }>) => {
  const { code, sortie, erreurs } = await fait
  expect([code, erreurs]).toEqual([0, expect.any(String)])
  return sortie
}

beforeAll(async () => {
  poserCle(CLE_ESSAI)
  // Documents go into a folder, which the other server won't have.
  process.env.FILROUGE_FICHIERS = join(dossier, 'fichiers')
  for (const [courriel, role] of Object.entries(COMPTES)) {
    const qui = ['--courriel', courriel, '--role', role, '--nom', 'ESSAI', '--prenom', 'Agent']
    await reussir(filrouge('agent', 'creer', '--territoire', '59', ...qui, '--mot-de-passe', MOT_DE_PASSE))
  }
  await reussir(filrouge(...flux('2025-01')))
  await reussir(filrouge(...flux('2025-02', { adresse: { voie: 'DES TISSERANDS' } })))
  const agent = await essai.unAgent('charge-orientation')
  const { personneId, courrierId } = await lettreDeCloture(essai)
  const { id, etat } = await deposerParEcran(agent, personneId, pdf)
  expect([etat, await examiner(essai)]).toEqual(['examen', []])
  Object.assign(depot, { documentId: id, courrierId })
  ailleurs = await postgresDeTest()
}, 240_000)
afterAll(async () => {
  delete process.env.FILROUGE_FICHIERS
  await ailleurs?.arreter()
})

test('sauvegarder, puis restaurer sur un autre serveur : on s’y connecte, on y cherche, lit, annule, importe', async () => {
  const publique = (await reussir(filrouge('cles', 'sauvegarde', 'cle.txt'))).trim()
  expect(publique).toMatch(/^age1/)
  // A mail given up, that somebody has to look at, and another that waits.
  await unTravailEnEchec(essai)
  await essai.enTransaction(ctx => ctx.enqueue(prevenirAlerte, { alerte: uuidv7() }))
  const travaux = await enAttente(essai.url)
  expect(travaux.map(t => [t.tache, t.essais])).toEqual([
    ['prevenir-alerte', 8],
    ['prevenir-alerte', 0],
  ])
  const ecrit = await reussir(
    filrouge('sauvegarder', '--territoire', '59', '--vers', 'nord.filrouge', '--pour', publique, '--json'),
  )
  const fichier = join(dossier, 'nord.filrouge')
  expect(JSON.parse(ecrit)).toMatchObject({ fichier, fichiers: expect.any(Number) })
  expect(JSON.parse(ecrit).fichiers).toBeGreaterThan(0)
  expect(statSync(fichier).mode & 0o777).toBe(0o600)

  const dit = await reussir(la('restaurer', 'nord.filrouge', '--cle', 'cle.txt'))
  expect(dit).toMatch(/Territoire 59 \(Nord\) restauré/)
  expect(await reussir(la('migrer'))).toMatch(/Base à jour.*59/)
  expect(await enAttente(ailleurs.url)).toEqual(travaux)

  const serveur = await unServeurSur(ailleurs.url, () => Temporal.Now.instant().toString())
  try {
    expect((await serveur.entrer('awa@example.org', 'pas le bon mot')).status).toBe(401)
    const awa = await serveur.entrer('awa@example.org', MOT_DE_PASSE)
    expect(awa.status).toBe(200)
    const recherche = await awa.demander('POST', '/recherche', { q: NIR })
    expect([recherche.status, recherche.texte]).toEqual([200, expect.stringContaining('personnes')])
    const trouvees = JSON.parse(recherche.texte).personnes
    expect(trouvees).toHaveLength(1)
    const nir = await awa.demander('GET', `/personnes/${trouvees[0].id}/nir`)
    expect(JSON.parse(nir.texte)).toMatchObject({ nir: NIR })
    const document = await awa.demander('GET', `/documents/${depot.documentId}/contenu`)
    expect([document.status, document.octets.equals(pdf)]).toEqual([200, true])
    const lettre = await awa.demander('GET', `/courriers/${depot.courrierId}/pdf`)
    expect([lettre.status, lettre.octets.toString('latin1', 0, 5)]).toEqual([200, '%PDF-'])

    const admin = await serveur.entrer('admin@example.org', MOT_DE_PASSE)
    const arretes = await admin.demander('GET', '/travaux')
    expect(JSON.parse(arretes.texte)).toMatchObject({ echecs: [{ essais: 8 }] })
    const [dernier] = await demanderA<{ id: string }>(
      ailleurs.url,
      `select id from t_59.import where genre = 'beneficiaires' order by numero desc limit 1`,
    )
    const annulation = await admin.demander('POST', `/imports/${dernier?.id}/annulation`, {})
    expect([annulation.status, JSON.parse(annulation.texte)]).toEqual([200, { statut: 'annule' }])
  } finally {
    await serveur.fermer()
  }
  await reussir(la(...flux('2025-03')))
  const encore = JSON.parse(await reussir(la('personnes', '--territoire', '59', '--q', NIR, '--json')))
  expect(encore).toHaveLength(1)
}, 240_000)
