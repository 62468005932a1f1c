import { describe, expect, test } from 'vitest'
import { compter, unEssai } from '../../../essai.ts'
import { cliche } from '../../../import/differences/essai-cliche.ts'
import { direDemesure, type Histoire, lesFaits } from './demesure.ts'
import { AILLEURS, CLOS, desApports, foyers, MSA, mensuel, quotidien, SUSPENDU, sansDevoirs } from './essai-demesure.ts'
import { fichierFlux, type UnFoyer } from './essai-flux.ts'
import { unePersonneVrsd, unFluxVrsd, unFoyerVrsd } from './essai-vrsd.ts'
import type { PartOrganisme } from './rapport.ts'

const essai = unEssai()
const { apporter, confirmer, depart } = desApports(essai)

describe('une petite caisse, dans un grand territoire', () => {
  test('ne fait pas entrer des centaines de personnes', async () => {
    const admin = await depart()
    const avant = await cliche(essai)
    const tenu = await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(300, 1000, MSA)))
    expect(tenu).toMatchObject({ statut: 'a-verifier', refus: { code: 'flux-a-confirmer' } })
    expect(tenu.refus?.message).toMatch(/: 295.personnes entreraient, pour 5.droits ouverts\./)
    expect(await cliche(essai)).toEqual(avant)
  })

  test('ne prend ni ne ferme les foyers d’une autre', async () => {
    const admin = await depart()
    const tenu = await apporter(admin, quotidien('2024-02-10', foyers(40, 0, { ...MSA, ...CLOS })))
    expect(tenu.refus?.message).toMatch(/40.foyers seraient pris à une autre caisse, pour 5.foyers connus/)
    expect(tenu.refus?.message).toMatch(/40.personnes perdraient leur droit/)
    // Some at a time add up all the same, and confirmed, they begin again.
    expect((await apporter(admin, quotidien('2024-02-11', foyers(5, 0, MSA)))).statut).toBe('applique')
    const suite = await apporter(admin, quotidien('2024-02-12', foyers(5, 5, MSA)))
    expect(suite.refus?.message).toMatch(/10.foyers seraient pris à une autre caisse/)
    expect((await confirmer(admin, suite.importId)).statut).toBe('applique')
    expect((await apporter(admin, quotidien('2024-02-13', foyers(5, 10, MSA)))).statut).toBe('applique')
  })

  test('envoie ses flux ordinaires : deux entrants, un parti', async () => {
    const admin = await depart()
    expect((await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(6, 1001, MSA)))).statut).toBe('applique')
  })
})

describe('ce qu’un flux suspend, déplace ou dispense se mesure à part', () => {
  test.each<[string, (n: number) => UnFoyer[], RegExp]>([
    ['suspend', n => foyers(n, 0, SUSPENDU), /7.droits seraient suspendus sur 60 \(12.%\)/],
    ['déménage', n => foyers(n, 0, AILLEURS), /7.foyers changeraient d’adresse sur 60/],
    [
      'ajoute chez qui',
      n => foyers(n, 0, { adresse: { lieuDit: 'CHEZ UN AUTRE' } }),
      /7.foyers changeraient d’adresse/,
    ],
    ['ne soumet plus', sansDevoirs, /7.personnes ne seraient plus soumises aux droits et devoirs sur 60/],
  ])('un flux qui %s sept foyers sur soixante attend, six passent ; six autres s’ajoutent', async (_, faire, dit) => {
    const admin = await essai.unAgent('administrateur')
    await apporter(admin, mensuel('2024-01-31', '2024-02-03', foyers(60)))
    expect((await apporter(admin, quotidien('2024-02-10', faire(7)))).refus?.message).toMatch(dit)
    expect((await apporter(admin, quotidien('2024-02-11', faire(6)))).statut).toBe('applique')
    const suite = await apporter(admin, quotidien('2024-02-12', faire(12).slice(6)))
    expect(suite.refus?.message).toMatch(/^Ce flux, avec 1.autre en 30.jours, .*: 12.(foyers|droits|personnes)/)
  })

  test('un mensuel qui en suspend quatre sur cinq attend', async () => {
    const admin = await essai.unAgent('administrateur')
    await apporter(admin, mensuel('2024-01-31', '2024-02-03', foyers(60)))
    const suite = [...foyers(47, 0, { ...SUSPENDU, ...AILLEURS }), ...foyers(13, 47)]
    const tenu = await apporter(admin, mensuel('2024-02-29', '2024-03-03', suite))
    expect(tenu.refus?.message).toMatch(/: 47.droits seraient suspendus .*, 47.foyers changeraient d’adresse/)
  })

  test('écrit dans l’autre format, un flux qui suspend attend aussi', async () => {
    const admin = await essai.unAgent('administrateur')
    const vrsd = (n: number, etat: string) =>
      Array.from({ length: n }, (_, i) =>
        unFoyerVrsd({
          numero: `0599${String(i).padStart(7, '0')}`,
          personnes: unePersonneVrsd({ nom: `ESSAI-${i}`, rsa: 'DEM', responsable: true }),
          situation: `<EtatDossierRSA><ETATDOSRSA>${etat}</ETATDOSRSA></EtatDossierRSA>`,
        }),
      )
    const flux = (version: string, mois: string, creation: string, etat: string) =>
      unFluxVrsd({ version, type: 'M', reference: mois, creation, foyers: vrsd(60, etat) })
    expect((await apporter(admin, flux('VRSD0101', '2024-01-31', '2024-02-03', '2'))).statut).toBe('applique')
    const tenu = await apporter(admin, flux('VRSD0301', '2024-02-29', '2024-03-03', '4'))
    expect(tenu.refus?.message).toMatch(/: 60.droits seraient suspendus sur 60/)
  })

  test('cinq quotidiens qui changent chacun un cinquième des foyers font un tout', async () => {
    const admin = await essai.unAgent('administrateur')
    await apporter(admin, mensuel('2024-01-31', '2024-02-03', foyers(60)))
    const statuts: string[] = []
    for (let i = 0; i < 5; i++) {
      const change = foyers(12, i * 12, { montant: '0000222.00' })
      statuts.push((await apporter(admin, quotidien(`2024-02-1${i}`, change))).statut)
    }
    expect(statuts).toEqual(['applique', 'applique', 'applique', 'applique', 'a-verifier'])
  })

  test('les droits clos depuis longtemps ne font pas paraître un flux plus petit', async () => {
    const admin = await essai.unAgent('administrateur')
    await apporter(admin, mensuel('2024-01-31', '2024-02-03', foyers(120)))
    await confirmer(admin, (await apporter(admin, mensuel('2024-02-29', '2024-03-03', foyers(60)))).importId)
    essai.now = '2025-06-10T09:00:00Z'
    const agent = await essai.unAgent('administrateur')
    const suite = await apporter(agent, quotidien('2024-03-10', foyers(7, 0, SUSPENDU)))
    expect(suite.refus?.message).toMatch(/7.droits seraient suspendus sur 60/)
  })
})

describe('l’habitude est celle de trente jours, plusieurs fois de suite', () => {
  type Fait = { le: number; sorties?: number; modifies?: number; suspendus?: number; confirme?: boolean }
  const un = ({ sorties = 0, modifies = 0, suspendus }: Omit<Fait, 'le'>) =>
    lesFaits({
      ...{ premier: false, avant: { foyers: 1000, droits: 1000, territoire: 1000 }, entrees: 0 },
      ...{ foyers: { disparus: 0, modifies }, sorties, atteintes: { suspendus } },
    } as PartOrganisme)
  /** What flows of those days ago did, as the base adds it up. */
  const histoire = (faits: readonly Fait[]): Histoire => ({
    recents: faits.filter(f => f.le < 30).map(f => ({ ...un(f), fois: 1, ancien: false })),
    habitudes: faits
      .filter(f => f.le >= 30)
      .map(f => ({ ...un(f), periode: Math.floor((f.le - 30) / 30), confirme: f.confirme ?? false })),
    base: null,
  })
  const seuils = {
    garde: 50,
    parts: { 'flux.disparus-part': 10, 'flux.sorties-part': 10, 'flux.modifies-part': 80, 'flux.entrants-part': 15 },
  }
  const passe = (flux: Omit<Fait, 'le'>, faits: readonly Fait[]) =>
    direDemesure(un(flux), histoire(faits), seuils, 'CAF 591') === null
  const chaqueMois = (n: number, fait: Omit<Fait, 'le'>, debut = 30): Fait[] =>
    Array.from({ length: n }, (_, i) => ({ ...fait, le: debut + 30 * i }))
  const CONFIRMES = { sorties: 200, confirme: true }

  test.each<[string, Fait[], number, boolean]>([
    ['un mois confirmé n’est pas une habitude', chaqueMois(1, CONFIRMES), 101, false],
    ['trois non plus', chaqueMois(3, CONFIRMES), 101, false],
    ['quatre sur six, si : deux fois ce qu’ils font', chaqueMois(4, CONFIRMES), 400, true],
    ['pas une personne de plus', chaqueMois(4, CONFIRMES), 401, false],
    ['jamais plus de la moitié', chaqueMois(6, { sorties: 300, confirme: true }), 501, false],
    ['que nul n’a confirmés, ils n’apprennent que la part', chaqueMois(6, { sorties: 200 }), 201, false],
    ['avec cent flux vides le même mois, non plus', [...chaqueMois(1, CONFIRMES), ...vides(100)], 101, false],
  ])('%s', (_, faits, sorties, oui) => {
    expect(passe({ sorties }, faits)).toBe(oui)
  })
  function vides(n: number): Fait[] {
    return Array.from({ length: n }, () => ({ le: 10 }))
  }

  test('les foyers qui changent chaque mois, en mensuels et en quotidiens, sont d’habitude plus d’une fois chacun', () => {
    const mois = (debut: number) => [{ le: debut, modifies: 500 }, ...chaqueMois(15, { modifies: 30 }, debut)]
    const habitude = Array.from({ length: 6 }, (_, i) => mois(30 + 30 * i).map(f => ({ ...f, le: 30 + 30 * i })))
    expect(passe({ modifies: 30 }, [...habitude.flat(), { le: 3, modifies: 900 }])).toBe(true)
    expect(passe({ modifies: 30 }, [{ le: 3, modifies: 900 }])).toBe(false)
  })

  /** What the most patient gets each thirty days for a year, of 1,000 rights, in as many equal flows, nobody confirming any. */
  const patience = (calmes: number, fois: number) => {
    let faits = chaqueMois(calmes, { sorties: 1 }, 0)
    return Array.from({ length: 12 }, () => {
      const plusVieux = faits.map(f => ({ ...f, le: f.le + 30 }))
      const essais = Array.from({ length: 100 }, (_, k) => {
        let suite: Fait[] | null = plusVieux
        for (let i = 0; i < fois && suite; i++) {
          const sorties = ((k + 1) * 10) / fois
          suite = passe({ sorties }, suite) ? [{ le: 0, sorties }, ...suite] : null
        }
        return { suite, sorties: (k + 1) * 10 }
      })
      const plus = essais.findLast(e => e.suite)
      faits = plus?.suite ?? plusVieux
      return plus?.sorties
    })
  }
  test.each([
    ['un mensuel', 1, 1],
    ['un mensuel, après six calmes', 6, 1],
    ['dix quotidiens', 6, 10],
  ] as const)('sans que personne confirme, on ne monte pas par degrés : %s', (_, calmes, fois) => {
    const mois = patience(calmes, fois)
    expect([mois[0], Math.max(...mois.map(Number))]).toEqual([100, 200])
  })

  test('un flux d’avant que ces mesures existent ne dit rien de leur habitude', () => {
    expect(passe({ suspendus: 90 }, [{ le: 3 }])).toBe(true)
    expect(passe({ suspendus: 90 }, [{ le: 3, suspendus: 90 }, ...chaqueMois(6, {})])).toBe(false)
  })
})

describe('un flux daté de l’avenir est refusé, et n’empêche pas les vrais', () => {
  // Received on 10 March 2025.
  test.each([
    ['mensuel', '2025-03-31', '2025-03-09', 'applique'],
    ['mensuel fait dans la nuit, ailleurs', '2025-02-28', '2025-03-11', 'applique'],
    ['mensuel du mois suivant', '2025-04-30', '2025-03-09', 'refuse'],
    ['mensuel lointain', '2031-01-31', '2031-02-03', 'refuse'],
    ['mensuel au jour près', '2025-02-28', '2025-03-12', 'refuse'],
    ['quotidien', '2025-03-11', '2025-03-11', 'applique'],
    ['quotidien de dans deux jours', '2025-03-12', '2025-03-10', 'refuse'],
  ])('%s : état au %s, fait le %s', async (quoi, reference, creation, statut) => {
    const admin = await essai.unAgent('administrateur')
    expect((await apporter(admin, mensuel('2025-01-31', '2025-02-03', foyers(5)))).statut).toBe('applique')
    const type = quoi.startsWith('quotidien') ? 'I' : 'M'
    const octets = fichierFlux({ type, dateReference: reference, dateCreation: creation, foyers: foyers(5) })
    const dit = await apporter(admin, octets)
    expect([dit.statut, dit.refus?.code ?? null]).toEqual([statut, statut === 'refuse' ? 'flux-a-venir' : null])
    if (statut !== 'refuse') return
    expect(dit.refus?.message).toMatch(
      /^Ce fichier (dit l’état au|se dit fait le) .* (2025|2031) \((DTREF|DTCREAFLUX)\), après le jour/,
    )
    expect(await compter(essai, 'flux')).toBe(1)
    expect((await apporter(admin, mensuel('2025-02-28', '2025-03-03', foyers(5)))).statut).toBe('applique')
  })

  test.each(['0001-01-31', '1900-01-31', '2009-05-31'])('ni d’avant le RSA, même forcé : %s', async jour => {
    const admin = await essai.unAgent('administrateur')
    const { statut, refus } = await apporter(admin, mensuel(jour, '2025-03-02', foyers(5)), { force: true })
    expect([statut, refus?.code, refus?.message]).toEqual([
      ...['refuse', 'flux-d-avant-le-rsa'],
      expect.stringMatching(/avant que le RSA existe/),
    ])
  })

  test('reçu le dernier jour d’un mois, un mensuel n’est pas encore de l’autre', async () => {
    const admin = await essai.unAgent('administrateur')
    essai.now = '2025-02-28T09:00:00Z'
    for (const [reference, creation, statut] of [
      ['2025-01-31', '2025-02-03', 'applique'],
      ['2025-03-31', '2025-02-28', 'refuse'],
      ['2025-03-31', '2025-03-01', 'refuse'],
      ['2025-03-01', '2025-03-01', 'refuse'],
      ['2025-02-28', '2025-02-28', 'applique'],
    ] as const)
      expect((await apporter(admin, mensuel(reference, creation, foyers(5)))).statut).toBe(statut)
  })

  test('un mensuel fait avant la fin de son mois ne rend anciens ni le vrai d’avant, ni les quotidiens de son mois', async () => {
    const le = async (jour: string, octets: Buffer, statut: string) => {
      essai.now = `${jour}T09:00:00Z`
      const admin = await essai.unAgent('administrateur')
      const dit = await apporter(admin, octets)
      expect([jour, dit.statut, dit.refus?.code]).toEqual([
        ...[jour, statut],
        statut === 'refuse' ? 'flux-ancien' : undefined,
      ])
    }
    await le('2025-02-03', mensuel('2025-01-31', '2025-02-03', foyers(60)), 'applique')
    await le('2025-03-01', mensuel('2025-03-31', '2025-03-01', foyers(60)), 'applique')
    await le('2025-03-03', mensuel('2025-02-28', '2025-03-02', foyers(60)), 'applique')
    for (const jour of ['2025-03-05', '2025-03-15', '2025-03-30'])
      await le(jour, quotidien(jour, foyers(2)), 'applique')
    // Played again, or told of a month that is over.
    const rejoue = foyers(2, 0, { montant: '0000101.00' })
    await le('2025-03-30', quotidien('2025-03-15', rejoue), 'refuse')
    const passe = { type: 'I', dateReference: '2025-02-27', dateCreation: '2025-03-31', foyers: rejoue }
    await le('2025-03-31', fichierFlux(passe), 'refuse')
    await le('2025-04-03', mensuel('2025-03-31', '2025-04-02', foyers(61)), 'applique')
    await le('2025-04-04', fichierFlux({ ...passe, dateReference: '2025-03-30', dateCreation: '2025-04-04' }), 'refuse')
  })
})
