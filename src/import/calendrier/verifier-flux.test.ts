import { expect, test } from 'vitest'
import { foyer, temoin } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerJour, importerMois } from '../../echanges/cnaf/beneficiaires/essai-import.ts'
import { enMaitre, unEssai } from '../../essai.ts'
import { travaillerUneFois } from '../../essai-travaux.ts'
import { texteDe, unServeurDeCourriel } from '../../socle/mail/essai-courriel.ts'
import type { calendrierImports, fluxManquants } from './calendrier-imports.ts'
import { prevenirAlerte } from './prevenir-alerte.job.ts'
import { verifierFlux } from './verifier-flux.job.ts'

const essai = unEssai()
const courriel = unServeurDeCourriel()

const verifier = (le: string) => {
  essai.now = `${le}T06:00:00Z`
  return essai.enTransaction(ctx => verifierFlux(ctx, {}))
}
/** Works the jobs that wait, as the worker does. */
const travailler = () => travaillerUneFois(essai, [prevenirAlerte])
const alertes = () =>
  essai.base
    .territoire('59')
    .selectFrom('alerteFlux')
    .select(['genre', 'organisme', 'rythme', 'occurrence', 'depuis', 'resolueLe', 'courrielLe'])
    .orderBy('occurrence')
    .execute()
const sansInsecables = (texte: string) => texte.replaceAll('\u00a0', ' ')

test('un flux mensuel en retard : une alerte, un seul courriel aux administrateurs, close quand il arrive', async () => {
  const [un, autre] = [await essai.unAgent('administrateur'), await essai.unAgent('administrateur')]
  await essai.unAgent('charge-orientation')
  await importerMois(essai, '2025-01', [foyer(), temoin])
  await verifier('2025-03-10')
  expect(await alertes()).toEqual([])
  await verifier('2025-03-11')
  await travailler()
  await verifier('2025-03-12')
  await travailler()
  expect(await alertes()).toMatchObject([
    { organisme: 'CAF 591', rythme: 'mensuel', occurrence: '2025-02-01', depuis: '2025-03-11', resolueLe: null },
  ])
  expect(courriel.recus).toHaveLength(1)
  expect(courriel.recus[0]).toMatchObject({
    de: 'filrouge@example.org',
    a: [`${un.id}@example.org`, `${autre.id}@example.org`].sort(),
  })
  const texte = sansInsecables(texteDe(courriel.recus[0]!))
  expect(texte).toContain(
    'Le flux mensuel de la CAF 591 de février n’est pas arrivé : attendu le 10 mars au plus tard.',
  )
  expect(texte).not.toContain('TISSAGE')
  await importerMois(essai, '2025-02', [foyer(), temoin])
  await verifier('2025-03-13')
  expect(await alertes()).toMatchObject([{ resolueLe: '2025-03-13T06:00:00.000Z' }])
})

test('le serveur de courriel en panne : rien n’est noté, le message part à l’essai suivant, une fois', async () => {
  await essai.unAgent('administrateur')
  await importerMois(essai, '2025-01', [foyer(), temoin])
  await verifier('2025-03-11')
  const { id } = await essai.base.territoire('59').selectFrom('alerteFlux').select('id').executeTakeFirstOrThrow()
  const prevenir = () => essai.enTransaction(ctx => prevenirAlerte(ctx, { alerte: id }))
  courriel.etat.pannes = 1
  await expect(prevenir()).rejects.toThrow()
  expect(await alertes()).toMatchObject([{ courrielLe: null }])
  await prevenir()
  await prevenir()
  expect(courriel.recus).toHaveLength(1)
  expect(courriel.recus[0]!.brut).toContain(`<alerte-${id}@filrouge>`)
})

test('une boîte pleine parmi celles des administrateurs : le message l’attend, les autres l’ont une fois', async () => {
  const [pleine, autre] = [await essai.unAgent('administrateur'), await essai.unAgent('administrateur')]
  await importerMois(essai, '2025-01', [foyer(), temoin])
  courriel.etat.boites.set(`${pleine.id}@example.org`, 452)
  for (const jour of ['2025-03-11', '2025-03-12']) {
    await verifier(jour)
    await travailler()
  }
  expect(courriel.recus.map(r => r.a)).toEqual([[`${autre.id}@example.org`]])
  courriel.etat.boites.clear()
  await enMaitre(essai, 'update graphile_worker._private_jobs set run_at = now()')
  await travailler()
  expect(courriel.recus.map(r => r.a)).toEqual([[`${autre.id}@example.org`], [`${pleine.id}@example.org`]])
})

test('le flux arrivé entre l’alerte et le courriel : personne n’est dérangé', async () => {
  await essai.unAgent('administrateur')
  await importerMois(essai, '2025-01', [foyer(), temoin])
  await verifier('2025-03-11')
  await importerMois(essai, '2025-02', [foyer(), temoin])
  essai.now = '2025-03-11T07:00:00Z'
  await travailler()
  expect(courriel.recus).toEqual([])
})

test('sans serveur de courriel, l’alerte est notée et rien n’est envoyé ; il part une fois le serveur réglé', async () => {
  delete process.env.FILROUGE_SMTP
  await essai.unAgent('administrateur')
  await importerMois(essai, '2025-01', [foyer(), temoin])
  await verifier('2025-03-11')
  await travailler()
  expect([await alertes(), courriel.recus]).toMatchObject([[{ occurrence: '2025-02-01', courrielLe: null }], []])
  process.env.FILROUGE_SMTP = courriel.url
  for (const jour of ['2025-03-12', '2025-03-13']) {
    await verifier(jour)
    await travailler()
  }
  expect(courriel.recus).toHaveLength(1)
})

test('le calendrier d’un mois : ce qui est venu, ce qui manque, en mots', async () => {
  await importerMois(essai, '2025-01', [foyer(), temoin])
  await importerJour(essai, '2025-03-03', [foyer({ montant: '0000100.00' })])
  await importerJour(essai, '2025-03-04', [foyer({ montant: '0000200.00' })])
  essai.now = '2025-03-12T09:00:00Z'
  const charge = await essai.unAgent('charge-orientation')
  const { json } = await charge.appeler<typeof calendrierImports>('GET /imports/calendrier', { mois: '2025-03' })
  expect(json.aujourdhui).toBe('2025-03-12')
  const [mensuel, quotidien] = json.flux
  expect([mensuel?.nom, mensuel?.etat, sansInsecables(mensuel?.phrase ?? '')]).toEqual([
    'Flux mensuel de la CAF 591',
    'en-retard',
    'Le flux mensuel de la CAF 591 de février n’est pas arrivé : attendu le 10 mars au plus tard.',
  ])
  expect(mensuel?.jours.find(j => j.jour === '2025-03-10')?.etat).toBe('en-retard')
  expect(quotidien?.etat).toBe('en-retard')
  expect(sansInsecables(quotidien?.phrase ?? '')).toBe(
    'Le flux quotidien de la CAF 591 n’est pas arrivé depuis le 5 mars (5 jours ouvrés). 2 fichiers reçus.',
  )
  expect(quotidien?.jours[3]).toMatchObject({ ouvre: true, etat: 'recu', imports: [{ numero: 3, refuse: false }] })
  const avant = await charge.appeler<typeof calendrierImports>('GET /imports/calendrier', { mois: '2025-02' })
  expect(avant.json.flux).toMatchObject([{ etat: 'recu', nom: 'Flux mensuel de la CAF 591' }])
  expect((await charge.brut('GET /imports/calendrier', { mois: '2025-13' })).status).toBe(400)
  const { json: manques } = await charge.appeler<typeof fluxManquants>('GET /imports/manques', {})
  expect(manques.manques.map(sansInsecables)).toEqual([
    'Le flux mensuel de la CAF 591 de février n’est pas arrivé : attendu le 10 mars au plus tard.',
    'Le flux quotidien de la CAF 591 n’est pas arrivé depuis 5 jours ouvrés.',
  ])
})

test('deux caisses dans un même fichier n’en font qu’un flux attendu, même les jours où l’une n’a rien à dire', async () => {
  const msa = { numero: '05900000009', organisme: 'MSA', numeroOrganisme: '592' }
  await importerMois(essai, '2025-01', [foyer(), temoin, msa])
  for (const jour of ['2025-02-04', '2025-02-05', '2025-02-06', '2025-02-07'])
    await importerJour(essai, jour, [foyer({ montant: `0000${jour.slice(8)}0.00` })])
  essai.now = '2025-02-10T09:00:00Z'
  const charge = await essai.unAgent('charge-orientation')
  const { json } = await charge.appeler<typeof calendrierImports>('GET /imports/calendrier', { mois: '2025-02' })
  expect(json.flux.map(f => [f.nom, f.etat])).toEqual([
    ['Flux mensuel de la CAF 591 et de la MSA 592', 'recu'],
    ['Flux quotidien de la CAF 591 et de la MSA 592', 'recu'],
  ])
  expect((await charge.appeler<typeof fluxManquants>('GET /imports/manques', {})).json.manques).toEqual([])
})
