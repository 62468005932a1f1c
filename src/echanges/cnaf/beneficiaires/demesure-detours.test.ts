import { describe, expect, test } from 'vitest'
import { unEssai } from '../../../essai.ts'
import { cliche } from '../../../import/differences/essai-cliche.ts'
import { AILLEURS, CLOS, desApports, foyers, MSA, mensuel, quotidien, SUSPENDU, sansDevoirs } from './essai-demesure.ts'
import type { UnFoyer } from './essai-flux.ts'
import { dem } from './essai-foyers.ts'
import { unePersonneVrsd, unFluxVrsd, unFoyerVrsd } from './essai-vrsd.ts'

const essai = unEssai()
const { apporter, confirmer, depart } = desApports(essai)
const avecNir = (n: number) =>
  foyers(n).map((f, i) => ({
    ...f,
    personnes: [dem(true, { ...f.personnes?.[0], nir: `28504009${String(10000 + i)}` })],
  }))
/** The same persons under other claim numbers. */
const renumerotes = (contenu: UnFoyer[], suite: UnFoyer = {}) =>
  contenu.map((f, i) => ({ ...f, numero: `0599${String(5000 + i).padStart(7, '0')}`, ...suite }))

describe('un flux n’invente pas de foyers pour paraître plus petit', () => {
  test.each<[string, UnFoyer]>([
    ['suspendus', SUSPENDU],
    ['clos', CLOS],
    ['suspendus, d’une autre caisse', { ...MSA, ...SUSPENDU }],
    ['en attente', { etat: '0' }],
  ])('sept cents foyers %s attendent, sept passent', async (_, suite) => {
    const admin = await depart()
    const avant = await cliche(essai)
    const tenu = await apporter(admin, quotidien('2024-02-10', foyers(700, 3000, suite)))
    expect(tenu).toMatchObject({ statut: 'a-verifier', refus: { code: 'flux-a-confirmer' } })
    expect(tenu.refus?.message).toMatch(/: 700.personnes entreraient/)
    expect(await cliche(essai)).toEqual(avant)
    expect((await apporter(admin, quotidien('2024-02-11', foyers(7, 3000, suite)))).statut).toBe('applique')
  })

  test('ni n’en rouvre : les droits clos qui reviennent sont des entrants', async () => {
    const admin = await depart([...foyers(60), ...foyers(100, 3000, CLOS)])
    const tenu = await apporter(admin, quotidien('2024-02-10', foyers(100, 3000, SUSPENDU)))
    expect(tenu.refus?.message).toMatch(/100.personnes entreraient sur 60/)
  })

  test('ce qu’il y avait de plus petit depuis la dernière confirmation fait la mesure', async () => {
    await depart()
    // Nine by nine, none too many, none the same thirty days: of sixty, six may be closed, and not one more.
    const inventes: string[] = []
    for (let i = 0; i < 6; i++) {
      essai.now = `2025-${String(4 + i).padStart(2, '0')}-15T09:00:00Z`
      const agent = await essai.unAgent('administrateur')
      inventes.push((await apporter(agent, quotidien(`2024-02-1${i}`, foyers(9, 3000 + 9 * i, SUSPENDU)))).statut)
    }
    expect(new Set(inventes)).toEqual(new Set(['applique']))
    essai.now = '2025-11-01T09:00:00Z'
    const agent = await essai.unAgent('administrateur')
    const tenu = await apporter(agent, quotidien('2024-02-20', foyers(7, 0, CLOS)))
    expect(tenu.refus?.message).toMatch(/: 7.personnes perdraient leur droit sur 60 \(12.%\)/)
    // Confirmed, what there is now is what is known.
    expect((await confirmer(agent, tenu.importId)).statut).toBe('applique')
    expect((await apporter(agent, quotidien('2024-02-21', foyers(10, 10, CLOS)))).statut).toBe('applique')
  })
})

describe('les mêmes gens, sous d’autres numéros de demande', () => {
  test.each<[string, UnFoyer, RegExp]>([
    ['ouverts ailleurs', AILLEURS, /50.foyers verraient l’un des leurs passer sous un autre numéro sur 60/],
    ['suspendus ailleurs', { ...SUSPENDU, ...AILLEURS }, /CAF 591.: .*50.foyers verraient/],
    ['ouverts ailleurs, par une petite caisse', { ...MSA, ...AILLEURS }, /CAF 591.: 50.foyers verraient/],
    ['clos ailleurs, par une petite caisse', { ...MSA, ...CLOS, ...AILLEURS }, /MSA 592.: 50.foyers verraient/],
  ])('%s : un flux de cinquante attend, de six passe', async (_, suite, dit) => {
    const admin = await depart(avecNir(60))
    const avant = await cliche(essai)
    const memes = renumerotes(avecNir(50), suite)
    const tenu = await apporter(admin, quotidien('2024-02-10', memes))
    expect(tenu.refus?.message).toMatch(dit)
    expect(await cliche(essai)).toEqual(avant)
    expect((await apporter(admin, quotidien('2024-02-11', memes.slice(0, 5)))).statut).toBe('applique')
    expect((await apporter(admin, quotidien('2024-02-12', memes.slice(5, 7)))).statut).toBe('a-verifier')
  })

  test('ou dans un foyer connu, sous un autre rôle', async () => {
    const admin = await depart(avecNir(60))
    const gens = avecNir(60)
    const chez = gens.slice(0, 7).map((f, i) => ({
      ...f,
      personnes: [...(f.personnes ?? []), dem(false, { ...gens[20 + i]?.personnes?.[0], role: 'ENF' })],
    }))
    expect((await apporter(admin, quotidien('2024-02-10', chez))).refus?.message).toMatch(
      /: 7.foyers verraient l’un des leurs passer sous un autre numéro/,
    )
  })
})

describe('changer de format ne dispense de rien', () => {
  const vrsd = (n: number, jour: string, suite: Parameters<typeof unFoyerVrsd>[0] = {}) =>
    unFluxVrsd({
      ...{ type: 'I', reference: jour, creation: jour },
      foyers: foyers(n).map(f =>
        unFoyerVrsd({
          ...(f.numero ? { numero: f.numero } : {}),
          personnes: unePersonneVrsd({ nom: f.personnes?.[0]?.nom ?? '', rsa: 'DEM', responsable: true }),
          ...suite,
        }),
      ),
    })

  test.each<[string, UnFoyer[], RegExp]>([
    ['dispense', sansDevoirs(50), /4\d.personnes ne seraient plus soumises/],
    ['déménage', foyers(50, 0, { adresse: { voie: 'RUE DU VOLEUR' } }), /49.foyers changeraient d’adresse/],
    ['change les montants', foyers(59, 0, { montant: '0000222.00' }), /58.foyers changeraient sur/],
  ])('un foyer écrit en VRSD, un flux VRSB qui %s attend encore', async (_, suite, dit) => {
    const admin = await depart()
    expect((await apporter(admin, vrsd(1, '2024-02-10'))).statut).toBe('applique')
    expect((await apporter(admin, quotidien('2024-02-11', suite))).refus?.message).toMatch(dit)
  })

  test('un flux dans un autre format attend, au-delà de la part', async () => {
    const admin = await depart()
    const tenu = await apporter(admin, vrsd(50, '2024-02-10'))
    expect(tenu.refus?.message).toMatch(/50.foyers seraient relus dans un autre format sur 60/)
    expect((await confirmer(admin, tenu.importId)).statut).toBe('applique')
    // Those are of that format now; the others aren't.
    expect((await apporter(admin, vrsd(50, '2024-02-11', { montants: '<MTRSAVER>333.00</MTRSAVER>' }))).statut).toBe(
      'applique',
    )
    expect((await apporter(admin, quotidien('2024-02-12', foyers(10, 50, { montant: '0000222.00' })))).statut).toBe(
      'applique',
    )
  })
})

describe('ce que des flux ont fait en trente jours ne s’oublie pas', () => {
  test('deux cents flux vides ne lavent rien', async () => {
    const admin = await depart()
    expect((await apporter(admin, quotidien('2024-02-05', foyers(6, 0, SUSPENDU)))).statut).toBe('applique')
    await desVides(200)
    const tenu = await apporter(admin, quotidien('2024-02-07', foyers(6, 6, SUSPENDU)))
    expect(tenu.refus?.message).toMatch(/avec 201.autres en 30.jours.*: 12.droits seraient suspendus sur 60/)
  })

  test('deux caisses qui prennent chacune à une troisième s’ajoutent', async () => {
    const admin = await depart()
    expect((await apporter(admin, quotidien('2024-02-10', foyers(5, 0, MSA)))).statut).toBe('applique')
    const autre: UnFoyer = { organisme: 'MSA', numeroOrganisme: '999' }
    const premier = await apporter(admin, quotidien('2024-02-11', foyers(1, 4000, autre)))
    expect((await confirmer(admin, premier.importId)).statut).toBe('applique')
    const tenu = await apporter(admin, quotidien('2024-02-12', foyers(5, 10, autre)))
    expect(tenu.refus?.message).toMatch(/avec 1.autre en 30.jours.*CAF 591.: 10.de ses foyers/)
  })

  /** Flows that change nothing, as if they had been applied just now. */
  const desVides = async (n: number) => {
    const db = essai.base.territoire('59')
    const modele = await db.selectFrom('flux').selectAll().orderBy('numero', 'desc').executeTakeFirstOrThrow()
    const rien = (part: unknown): unknown =>
      typeof part === 'number' ? 0 : part && typeof part === 'object' ? vide(part) : part
    const vide = (objet: object) =>
      Object.fromEntries(Object.entries(objet).map(([cle, v]) => [cle, cle === 'avant' ? v : rien(v)]))
    for (let i = 0; i < n; i++) {
      const { numero: _, import: __, mesures: ___, ...flux } = modele
      await db
        .insertInto('flux')
        .values({
          ...flux,
          id: crypto.randomUUID(),
          sha256: String(i).padStart(64, '0'),
          rapport: JSON.stringify(vide(flux.rapport as object)),
        })
        .execute()
    }
  }
})

describe('ce qu’un flux fait aux gens d’un foyer connu se mesure à part', () => {
  const enfant = (i: number) => dem(false, { role: 'ENF', nom: 'ESSAI', prenom: `ENFANT${'ABCDEFGH'[i]}`, nir: null })
  test.each<[string, (n: number) => UnFoyer[], RegExp]>([
    [
      'renomme',
      n => changes(n, () => ({ nom: 'AUTRE' })),
      /: 7.foyers verraient l’un des leurs changer d’identité sur 60/,
    ],
    ['fait naître un autre jour', n => changes(n, () => ({ dateNaissance: '1950-01-01' })), /: 7.foyers verraient/],
    ['dit un autre NIR', n => changes(n, i => ({ nir: `285040097${1000 + i}` })), /: 7.foyers verraient/],
    [
      'ajoute quelqu’un',
      n => avecNir(n).map((f, i) => ({ ...f, personnes: [...f.personnes, enfant(i)] })),
      /: 7.foyers gagneraient ou perdraient l’un des leurs sur 60/,
    ],
  ])('un flux qui %s dans sept foyers attend, dans six passe', async (_, faire, dit) => {
    const admin = await depart(avecNir(60))
    expect((await apporter(admin, quotidien('2024-02-10', faire(7)))).refus?.message).toMatch(dit)
    expect((await apporter(admin, quotidien('2024-02-11', faire(6)))).statut).toBe('applique')
  })
  const changes = (n: number, suite: (rang: number) => object) =>
    avecNir(n).map((f, i) => ({ ...f, personnes: f.personnes.map(p => dem(true, { ...p, ...suite(i) })) }))

  test('un flux qui retire les enfants attend aussi', async () => {
    const admin = await depart(
      avecNir(60).map((f, i) => ({ ...f, personnes: [...f.personnes, ...(i < 7 ? [enfant(i)] : [])] })),
    )
    expect((await apporter(admin, quotidien('2024-02-10', avecNir(7)))).refus?.message).toMatch(
      /: 7.foyers gagneraient/,
    )
  })
})

test('annulé, un flux confirmé ne remet rien à zéro', async () => {
  const admin = await depart()
  expect((await apporter(admin, quotidien('2024-02-10', foyers(6, 0, SUSPENDU)))).statut).toBe('applique')
  const { importId } = await apporter(admin, quotidien('2024-02-11', foyers(6, 6, SUSPENDU)))
  expect((await confirmer(admin, importId)).statut).toBe('applique')
  expect((await admin.brut('POST /imports/:importId/annulation', { importId })).status).toBe(200)
  const tenu = await apporter(admin, quotidien('2024-02-12', foyers(1, 6, SUSPENDU)))
  expect(tenu.refus?.message).toMatch(/avec 1.autre en 30.jours.*: 7.droits seraient suspendus/)
})

test('des droits que personne ne suit, suspendus ou non soumis, comptent parmi ceux qui se perdent', async () => {
  const admin = await depart([...foyers(30), ...foyers(30, 30, SUSPENDU)])
  const tenu = await apporter(admin, quotidien('2024-02-10', foyers(7, 30, CLOS)))
  expect(tenu.refus?.message).toMatch(/: 7.personnes perdraient leur droit sur 60/)
})

describe('une confirmation ne vaut que pour ce qui fut montré, et n’apprend rien le lendemain', () => {
  test('confirmée pour une caisse, l’autre garde ses trente jours', async () => {
    const admin = await depart()
    expect((await apporter(admin, quotidien('2024-02-05', foyers(6, 0, SUSPENDU)))).statut).toBe('applique')
    const pris = foyers(1, 50).map(f => ({ ...f, ...MSA }))
    const tenu = await apporter(admin, quotidien('2024-02-06', [...foyers(30, 2000, MSA), ...pris]))
    expect(tenu.refus?.message).toContain('MSA')
    expect(tenu.refus?.message).not.toContain('CAF 591')
    expect((await confirmer(admin, tenu.importId)).statut).toBe('applique')
    const suite = await apporter(admin, quotidien('2024-02-11', foyers(5, 6, SUSPENDU)))
    expect([suite.statut, suite.refus?.message]).toEqual(['a-verifier', expect.stringContaining('CAF 591')])
  })

  test('une moitié suspendue et confirmée, l’autre attend encore le lendemain', async () => {
    const admin = await depart()
    const tenu = await apporter(admin, quotidien('2024-02-05', foyers(30, 0, SUSPENDU)))
    expect((await confirmer(admin, tenu.importId)).statut).toBe('applique')
    expect((await apporter(admin, quotidien('2024-02-06', foyers(30, 30, SUSPENDU)))).statut).toBe('a-verifier')
  })
})

test('ramené sous le seuil par les flux eux-mêmes, un territoire n’est pas petit pour autant', async () => {
  const admin = await essai.unAgent('administrateur')
  await apporter(admin, mensuel('2024-01-31', '2024-02-03', foyers(60)))
  const tenu = await apporter(admin, quotidien('2024-02-10', foyers(20, 0, CLOS)))
  expect((await confirmer(admin, tenu.importId)).statut).toBe('applique')
  const reste = await apporter(admin, quotidien('2024-02-11', foyers(40, 20, CLOS)))
  expect([reste.statut, reste.refus?.message]).toEqual(['a-verifier', expect.stringContaining('40 personnes')])
})
