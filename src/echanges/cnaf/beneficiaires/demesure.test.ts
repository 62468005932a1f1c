import { describe, expect, test } from 'vitest'
import { avisDe } from '../../../avis/essai-avis.ts'
import { compter, unEssai } from '../../../essai.ts'
import { cliche } from '../../../import/differences/essai-cliche.ts'
import { deposerParEcran } from '../../../import/essai-import.ts'
import { CLOS, desApports, foyers, MSA, mensuel, quotidien } from './essai-demesure.ts'

const essai = unEssai()
const { lire, demander, apporter, confirmer } = desApports(essai)
const JANVIER = () => mensuel('2024-01-31', '2024-02-03', foyers(60))

test('un flux d’un seul foyer ne ferme pas les droits de soixante : il attend, avec les chiffres, qu’on le confirme', async () => {
  const admin = await essai.unAgent('administrateur')
  const charge = await essai.unAgent('charge-orientation')
  const voisin = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  expect((await apporter(admin, JANVIER())).statut).toBe('applique')
  const avant = await cliche(essai)
  const forge = await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(1)))
  expect(forge).toMatchObject({ statut: 'a-verifier', refus: { code: 'flux-a-confirmer' } })
  expect(forge.refus?.message).toMatch(/59.foyers ne sont plus dans le fichier sur 60 \(98.%/)
  expect(await cliche(essai)).toEqual(avant)
  expect(await compter(essai, 'flux')).toBe(1)
  const jour = await admin.brut('GET /imports', { statut: 'a-verifier' })
  expect(jour.json).toMatchObject({ total: 1 })
  // Whoever may confirm it finds it on their day; who works for some communes doesn't.
  expect((await charge.brut('GET /imports', { aConfirmer: 'true' })).json).toMatchObject({ total: 1 })
  expect((await voisin.brut('GET /imports', { aConfirmer: 'true' })).json).toMatchObject({ total: 0 })
  expect((await confirmer(admin, forge.importId)).status).toBe(200)
  const applique = await lire(admin, forge.importId)
  expect(applique.statut).toBe('applique')
  // The report counts as the figures that held it.
  expect(forge.refus?.message).toMatch(/59.personnes perdraient leur droit/)
  expect(applique.rapport?.comptes).toContainEqual({ libelle: 'Personnes qui perdent leur droit', nombre: 59 })
  expect(await cliche(essai)).not.toEqual(avant)
  expect((await admin.brut('POST /imports/:importId/annulation', { importId: forge.importId })).status).toBe(200)
  // All is as it was, but that the undoing is told, and what it undid kept beside.
  const sansRecit = ({ evenement, evenement_annule, avis, ...etat }: Awaited<ReturnType<typeof cliche>>) => etat
  expect(sansRecit(await cliche(essai))).toEqual(sansRecit(avant))
  const dits = await essai.base.territoire('59').selectFrom('evenement').select('type').execute()
  expect(new Set(dits.filter(d => d.type.startsWith('sortie')).map(d => d.type))).toEqual(new Set())
})

test('le simuler dit ce qu’il ferait et pourquoi il attend ; il ne s’applique ensuite que confirmé', async () => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, JANVIER())
  const forge = await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(1)))
  // Nor does asking for its simulation as confirmed hide it.
  for (const corps of [{}, { confirme: true }]) {
    const simule = await demander(admin, forge.importId, corps, 'simulation')
    expect(simule.rapport?.comptes).toContainEqual({ libelle: 'Foyers disparus', nombre: 59 })
    expect(simule).toMatchObject({ statut: 'a-verifier', simulation: true, confirmable: true, refus: forge.refus })
  }
  expect(await demander(admin, forge.importId)).toMatchObject({ statut: 'a-verifier', refus: forge.refus })
  await demander(admin, forge.importId, {}, 'simulation')
  expect(await confirmer(admin, forge.importId)).toMatchObject({ statut: 'applique', refus: null })
})

test('simulé sans avoir jamais été demandé, un flux attend de même ; un flux ordinaire simulé n’attend pas', async () => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, JANVIER())
  const importId = await deposerParEcran(
    admin,
    'RSABEM.xml',
    Buffer.from(mensuel('2024-02-29', '2024-03-03', foyers(1))),
  )
  const simule = await demander(admin, importId, {}, 'simulation')
  expect(simule).toMatchObject({ statut: 'a-verifier', refus: { code: 'flux-a-confirmer' } })
  const autre = await deposerParEcran(admin, 'RSABEM.xml', Buffer.from(mensuel('2024-02-29', '2024-03-04', foyers(58))))
  expect(await demander(admin, autre, {}, 'simulation')).toMatchObject({ statut: 'a-verifier', refus: null })
  expect(await demander(admin, autre)).toMatchObject({ statut: 'applique' })
  // Held, then older than the one applied meanwhile: confirming it doesn't force it.
  await demander(admin, importId, {}, 'simulation')
  expect(await confirmer(admin, importId)).toMatchObject({ statut: 'refuse', refus: { code: 'flux-ancien' } })
})

test('qui travaille pour quelques communes ne confirme pas', async () => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, JANVIER())
  const charge = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  const { importId } = await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(1)))
  const refus = await confirmer(charge, importId)
  expect([refus.status, (await lire(admin, importId)).statut]).toEqual([403, 'a-verifier'])
  expect((await lire(charge, importId)).confirmable).toBe(false)
})

test.each([
  ['tous les foyers changent', () => foyers(60, 0, { montant: '0000333.00' }), /60.foyers changeraient/],
  ['il en entre autant', () => [...foyers(60), ...foyers(30, 60)], /30.personnes entreraient/],
])('%s d’un coup : le flux attend', async (_, contenu, dit) => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, JANVIER())
  expect((await apporter(admin, mensuel('2024-02-29', '2024-03-03', contenu()))).refus?.message).toMatch(dit)
})

test('confirmé, un flux n’est pas une habitude : le mois suivant attend, même s’il en fait moins', async () => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, mensuel('2024-01-31', '2024-02-03', foyers(120)))
  const { importId } = await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(60)))
  await confirmer(admin, importId)
  essai.now = '2025-04-12T09:00:00Z'
  const agent = await essai.unAgent('administrateur')
  const suite = await apporter(agent, mensuel('2024-03-31', '2024-04-03', foyers(1)))
  expect(suite.refus?.message).toMatch(/59.foyers ne sont plus dans le fichier sur 60/)
  expect((await apporter(agent, mensuel('2024-03-31', '2024-04-04', foyers(54)))).statut).toBe('applique')
})

test('quatre mois confirmés sur six font une habitude : deux fois ce qu’ils font passe', async () => {
  const statuts: string[] = []
  for (const [mois, combien] of [
    ['2025-01-31', 150],
    ['2025-02-28', 127],
    ['2025-03-31', 108],
    ['2025-04-30', 92],
    ['2025-05-31', 78],
    ['2025-06-30', 78],
    ['2025-07-31', 78],
    ['2025-08-31', 62],
    ['2025-09-30', 46],
  ] as const) {
    const jour = Temporal.PlainDate.from(mois).add({ days: 3 }).toString()
    essai.now = `${jour}T09:00:00Z`
    const admin = await essai.unAgent('administrateur')
    const { importId, statut } = await apporter(admin, mensuel(mois, jour, foyers(combien)))
    statuts.push(statut)
    if (statut === 'a-verifier') await confirmer(admin, importId)
  }
  // Fifteen in a hundred went four times, the first of them six periods ago: a fifth is nobody's surprise any more. A quarter is: what
  // nobody confirmed, that fifth, teaches no more than the share.
  expect(statuts).toEqual(['applique', ...Array(4).fill('a-verifier'), ...Array(3).fill('applique'), 'a-verifier'])
}, 120_000)

test('plusieurs mensuels d’un même mois s’ajoutent, quel que soit leur jour, et le mois où en est une autre caisse', async () => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, mensuel('2024-01-31', '2024-02-03', [...foyers(60), ...foyers(60, 1000, MSA)]))
  // The first ones have another amount, twenty more each day.
  const statuts: (string | undefined)[] = []
  for (const jour of [10, 11, 12]) {
    if (jour === 12) await apporter(admin, mensuel('2024-03-31', '2024-04-03', foyers(60, 1000, MSA)))
    const change = [...foyers(20 * (jour - 9), 0, { montant: '0000201.00' }), ...foyers(60, 0).slice(20 * (jour - 9))]
    const { statut, refus } = await apporter(admin, mensuel(`2024-02-${jour}`, `2024-02-${jour + 2}`, change))
    statuts.push(refus?.message ?? statut)
  }
  expect(statuts).toEqual(['applique', 'applique', expect.stringMatching(/avec 2.autres en 30.jours.*: 60.foyers/)])
})

describe('ce qu’on confirme est ce qu’on a lu', () => {
  test('d’autres chiffres, ou une autre caisse, depuis : il attend de nouveau, et le dit', async () => {
    const admin = await essai.unAgent('administrateur')
    await apporter(admin, mensuel('2024-01-31', '2024-02-03', [...foyers(60), ...foyers(100, 1000, MSA)]))
    const mele = quotidien('2024-02-10', [...foyers(7, 0, CLOS), ...foyers(9, 1000, { ...MSA, ...CLOS })])
    const tenu = await apporter(admin, mele)
    expect(tenu.refus?.message).toMatch(/CAF 591.: 7.personnes perdraient/)
    expect(tenu.refus?.message).not.toContain('MSA')
    // Meanwhile the other one loses some too.
    const autre = quotidien('2024-02-09', foyers(9, 1050, { ...MSA, ...CLOS }))
    expect((await apporter(admin, autre)).statut).toBe('applique')
    const encore = await confirmer(admin, tenu.importId)
    expect([encore.statut, encore.confirme]).toEqual(['a-verifier', null])
    expect(encore.refus?.message).toMatch(
      /^Depuis que quelqu’un l’a confirmé, .*CAF 591.*MSA 592.: 18.personnes perdraient/,
    )
    const vieux = await demander(admin, tenu.importId, { confirme: tenu.refus?.message ?? '' })
    expect([vieux.status, vieux.statut]).toEqual([409, 'a-verifier'])
    const fini = await confirmer(admin, tenu.importId)
    expect([fini.statut, fini.confirme?.pourquoi]).toEqual([
      'applique',
      expect.stringMatching(/^Pour CAF 591.*18.personnes/),
    ])
  })

  test('ce qui n’attend pas ne se confirme pas, et ne remet rien à zéro', async () => {
    const admin = await essai.unAgent('administrateur')
    await apporter(admin, JANVIER())
    expect(await apporter(admin, quotidien('2024-02-10', foyers(6, 0, CLOS)), { confirme: 'oui' })).toMatchObject({
      statut: 'a-verifier',
      refus: null,
    })
  })
})

test('un petit flux ordinaire, un petit territoire, un premier flux passent', async () => {
  const admin = await essai.unAgent('administrateur')
  expect((await apporter(admin, JANVIER())).statut).toBe('applique')
  expect((await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(57)))).statut).toBe('applique')
})

test('un organisme jamais vu ne reprend pas les foyers d’un autre : son premier flux attend', async () => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, JANVIER())
  const avant = await cliche(essai)
  const autre = foyers(60, 0, MSA)
  const forge = await apporter(admin, mensuel('2024-02-29', '2024-03-03', autre))
  expect(forge).toMatchObject({ statut: 'a-verifier', refus: { code: 'flux-a-confirmer' } })
  expect(forge.refus?.message).toContain('premier de')
  expect(await cliche(essai)).toEqual(avant)
})

test('un flux quotidien forgé attend aussi', async () => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, JANVIER())
  const clos = foyers(60, 0, { montant: '0000444.00' })
  expect(await apporter(admin, quotidien('2024-02-10', clos))).toMatchObject({
    statut: 'a-verifier',
    refus: { code: 'flux-a-confirmer' },
  })
})

test('beaucoup de petits flux ne défont pas plus qu’un grand : ils s’ajoutent, jusqu’à ce que quelqu’un les voie', async () => {
  const admin = await essai.unAgent('administrateur')
  expect((await apporter(admin, JANVIER())).statut).toBe('applique')
  expect((await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(56)))).statut).toBe('applique')
  const suite = mensuel('2024-03-31', '2024-04-03', foyers(52))
  const tenu = await apporter(admin, suite)
  expect(tenu).toMatchObject({ statut: 'a-verifier', refus: { code: 'flux-a-confirmer' } })
  expect(tenu.refus?.message).toMatch(
    /^Ce flux, avec 1.autre en 30.jours, changerait .*: 8.foyers ne sont plus dans le fichier sur 60/,
  )
  await confirmer(admin, tenu.importId)
  expect((await lire(admin, tenu.importId)).statut).toBe('applique')
  // What was looked at counts no more; what is long past neither.
  expect((await apporter(admin, mensuel('2024-04-30', '2024-05-03', foyers(48)))).statut).toBe('applique')
  essai.now = '2026-06-10T09:00:00Z'
  const plusTard = await essai.unAgent('administrateur')
  expect((await apporter(plusTard, mensuel('2024-05-31', '2024-06-03', foyers(45)))).statut).toBe('applique')
})

test('ce que d’autres flux ont fait s’ajoute trente jours, pas un de plus', async () => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, JANVIER())
  expect((await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(56)))).statut).toBe('applique')
  const suite = async (now: string) => {
    essai.now = now
    const agent = await essai.unAgent('administrateur')
    return (await apporter(agent, mensuel('2024-03-31', '2024-04-03', foyers(52)))).statut
  }
  // Days of here: summer time began meanwhile.
  expect(await suite('2025-04-09T07:59:59Z')).toBe('a-verifier')
  expect(await suite('2025-04-09T08:00:00Z')).toBe('applique')
})

test.each([
  ['six foyers de moins sur soixante, la part permise', 60, 54, 'applique'],
  ['sept', 60, 53, 'a-verifier'],
  ['tous sauf un, dans un petit territoire', 49, 1, 'applique'],
  ['tous sauf un, dans le plus petit de ceux que l’on garde', 50, 1, 'a-verifier'],
])('%s : %i foyers, puis %i', async (_, avant, apres, statut) => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, mensuel('2024-01-31', '2024-02-03', foyers(avant)))
  expect((await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(apres)))).statut).toBe(statut)
})

test('le premier flux d’un organisme passe dans un petit territoire', async () => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, mensuel('2024-01-31', '2024-02-03', foyers(49)))
  const autre = foyers(10, 60, MSA)
  expect((await apporter(admin, mensuel('2024-02-29', '2024-03-03', autre))).statut).toBe('applique')
})

test('tous ceux des trente jours s’ajoutent, et non le dernier seul', async () => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, mensuel('2024-01-31', '2024-02-03', foyers(60)))
  expect((await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(57)))).statut).toBe('applique')
  expect((await apporter(admin, mensuel('2024-03-31', '2024-04-03', foyers(54)))).statut).toBe('applique')
  const tenu = await apporter(admin, mensuel('2024-04-30', '2024-05-03', foyers(51)))
  expect([tenu.statut, tenu.refus?.message]).toEqual(['a-verifier', expect.stringMatching(/avec 2.autres en 30.jours/)])
})

test('confirmé, un flux dit à tous qui l’a fait, quand et au vu de quels chiffres\u00a0; l’avis de qui l’a déposé le dit', async () => {
  const admin = await essai.unAgent('administrateur')
  const autre = await essai.unAgent('administrateur', { nom: 'CONFIRME' })
  const sans = await apporter(admin, JANVIER())
  expect(sans.confirme).toBeNull()
  const forge = await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(1)))
  expect(forge.confirme).toBeNull()
  await confirmer(autre, forge.importId)
  const { statut, refus, confirme } = await lire(admin, forge.importId)
  expect([statut, refus]).toEqual(['applique', null])
  expect(forge.refus?.message).toContain('Rien n’a changé')
  // What was asked of them is done: only the figures stay true.
  expect(confirme).toMatchObject({
    par: expect.stringContaining('CONFIRME'),
    pourquoi: expect.stringMatching(
      /^Pour [^.]*\d[^.]*\. Ceux qui perdraient leur droit habitent surtout Lille \(59\)\.$/,
    ),
  })
  expect(Date.parse(confirme?.le ?? '')).toBe(Date.parse(essai.now))
  expect((await avisDe(admin)).filter(a => a.includes('Confirmé par'))).toEqual([
    expect.stringMatching(/^Import appliqué · .* · Confirmé par .*CONFIRME$/),
  ])
})
