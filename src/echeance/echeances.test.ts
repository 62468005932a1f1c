import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { echeancesFausses, tenirEcheances } from '../essai-echeances.ts'
import { contexte, SYSTEME } from '../socle/contexte.ts'
import { accorder } from './accorder.queries.ts'
import { duesDe, type Faits, uneHistoire } from './essai-faits.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()
const db = () => essai.base.territoire('59')
const dues = async (faits: Faits) => duesDe(essai, await uneHistoire(essai, faits))
const commandent = (lignes: string[]) => lignes.filter(l => !l.startsWith('['))
const A_COTE = ['[orientation-mois 2025-03-03→2025-04-02]', '[relais-france-travail 2025-03-03→2025-04-14]']
const TEMOIN = '[convocation-temoin 2025-02-10→2025-02-24]'
const vu = (le: string, objet = 'suivi') => ({ le, issue: 'present', objet })
const RECUE = { recuLe: '2025-03-03' }
const ABSENTE = { le: '2025-03-06', issue: 'absent' }
const attendue = (le: string) => ({ le, objet: 'suivi' })

describe('de l’entrée à l’orientation, une étape se demande à la fois', () => {
  test.each<[string, Faits, string[]]>([
    [
      'une entrée : le jour de réception est le jour 1, chaque autre horloge à côté',
      RECUE,
      ['convocation 2025-03-03→2025-03-17, dès 2025-03-03', 'orientation 2025-03-03→2025-03-17', TEMOIN, ...A_COTE],
    ],
    [
      'attendue : plus rien à convoquer, l’issue à dire dans les deux jours ouvrés',
      { ...RECUE, rendezVous: [{ le: '2025-03-12' }] },
      ['orientation 2025-03-03→2025-03-17', 'rendez-vous 2025-03-12→2025-03-14, dès 2025-03-12', ...A_COTE],
    ],
    [
      'absente : à convoquer de nouveau, dans le même délai',
      { ...RECUE, rendezVous: [ABSENTE] },
      ['orientation 2025-03-03→2025-03-17', 'reconvocation 2025-03-03→2025-03-17, dès 2025-03-03', TEMOIN, ...A_COTE],
    ],
    [
      'reçue : le diagnostic est dû dans le délai d’orientation',
      { ...RECUE, rendezVous: [vu('2025-03-06', 'diagnostic')] },
      ['diagnostic 2025-03-03→2025-03-17, dès 2025-03-03', 'orientation 2025-03-03→2025-03-17', ...A_COTE],
    ],
    [
      'un diagnostic établi : l’orientation se demande',
      { ...RECUE, diagnosticLe: '2025-03-07' },
      ['orientation 2025-03-03→2025-03-17, dès 2025-03-07', ...A_COTE],
    ],
    [
      'un diagnostic d’avant l’entrée ne compte pas',
      { ...RECUE, diagnosticLe: '2025-02-20' },
      ['convocation 2025-03-03→2025-03-17, dès 2025-03-03', 'orientation 2025-03-03→2025-03-17', TEMOIN, ...A_COTE],
    ],
    ...(['absent', 'present'] as const).map((issue): [string, Faits, string[]] => [
      `un rendez-vous d’avant l’entrée (${issue}) ne compte pas : elle est à convoquer, et pas de nouveau`,
      { ...RECUE, rendezVous: [{ le: '2025-02-20', issue }] },
      ['convocation 2025-03-03→2025-03-17, dès 2025-03-03', 'orientation 2025-03-03→2025-03-17', TEMOIN, ...A_COTE],
    ]),
    [
      'une orientation décidée ici : la notifier dans le délai, désigner un référent',
      { ...RECUE, diagnosticLe: '2025-03-07', orientation: { debut: '2025-03-08', origine: 'decision' } },
      [
        'designation 2025-03-08→, dès 2025-03-08',
        'notification 2025-03-03→2025-03-17, dès 2025-03-08',
        'orientation 2025-03-03→2025-03-17',
        ...A_COTE,
      ],
    ],
    [
      'une orientation notifiée, sans référent ni délai',
      { orientation: { debut: '2025-03-08', origine: 'decision', notifieeLe: '2025-03-08' } },
      ['designation 2025-03-08→, dès 2025-03-08'],
    ],
    [
      'une orientation dont le suivi est fini : un autre référent à désigner',
      {
        orientation: { debut: '2025-03-01', origine: 'decision', notifieeLe: '2025-03-01' },
        suivi: { debut: '2025-03-01', fin: '2025-03-05' },
      },
      ['designation 2025-03-01→, dès 2025-03-01'],
    ],
    [
      'une orientation finie sans avoir été notifiée ne se notifie plus',
      { orientation: { debut: '2025-03-01', origine: 'decision', fin: '2025-03-05' } },
      ['convocation 2025-02-28→, dès 2025-02-28'],
    ],
    [
      'une orientation reprise d’ailleurs ne se notifie pas ici',
      { orientation: { debut: '2025-03-08', origine: 'reprise-de-suivi' } },
      ['designation 2025-03-08→, dès 2025-03-08'],
    ],
    ['le stock : à convoquer, sans délai', {}, ['convocation 2025-02-28→, dès 2025-02-28']],
    [
      'le stock avec un diagnostic : à orienter',
      { diagnosticLe: '2025-03-07' },
      ['orientation 2025-02-28→, dès 2025-03-07'],
    ],
  ])('%s', async (_, faits, attendu) => {
    expect(await dues(faits)).toEqual(attendu)
  })

  test.each<[string, Faits]>([
    ['le droit a cessé et l’entrée est close', { ...RECUE, sansDroit: true, closeLe: '2025-03-05' }],
    [
      'le droit a cessé, orientation non notifiée',
      { sansDroit: true, orientation: { debut: '2025-03-01', origine: 'decision' } },
    ],
  ])('rien n’est dû quand %s', async (_, faits) => {
    expect(await dues(faits)).toEqual([])
  })

  test('à un dossier réuni à un autre, rien n’est dû', async () => {
    const gardee = await uneHistoire(essai, {})
    const reunie = await uneHistoire(essai, RECUE)
    await db().updateTable('personne').set({ fusionneeDans: gardee }).where('id', '=', reunie).execute()
    expect(await echeancesFausses(essai)).not.toEqual([])
    await tenirEcheances(essai)
    expect([await duesDe(essai, reunie), await echeancesFausses(essai)]).toEqual([[], []])
  })
})

describe('le premier rendez-vous se compte de la réception ou de l’ouverture du droit', () => {
  const choisir = (cle: string, valeur: unknown, effetLe: string) =>
    db()
      .insertInto('parametre')
      .values({ cle, valeur: JSON.stringify(valeur), effetLe, saisiLe: essai.now })
      .execute()
  const convocations = async (faits: Faits) => (await dues(faits)).filter(l => /convocation/.test(l))

  test.each<[string, Faits, string[]]>([
    [
      'ouvert un mois avant',
      RECUE,
      ['convocation 2025-02-10→2025-02-24, dès 2025-03-03', '[convocation-temoin 2025-03-03→2025-03-17]'],
    ],
    [
      'demandé après la réception : l’ouverture ne vient jamais après',
      { ...RECUE, dateDemande: '2025-03-20' },
      ['convocation 2025-03-03→2025-03-17, dès 2025-03-03', '[convocation-temoin 2025-03-03→2025-03-17]'],
    ],
    [
      'qui n’est pas une première demande : le jour que le flux dit',
      { ...RECUE, motif: 'arrivee-departement' },
      ['convocation 2025-03-03→2025-03-17, dès 2025-03-03', '[convocation-temoin 2025-03-03→2025-03-17]'],
    ],
  ])('au choix du territoire, l’ouverture commande : %s', async (_, faits, attendu) => {
    await choisir('convocation.depart', 'ouverture', '2025-03-01')
    expect(await convocations(faits)).toEqual(attendu)
  })

  test('un choix qui prend effet après la réception laisse l’entrée à sa règle', async () => {
    await choisir('convocation.depart', 'ouverture', '2025-03-04')
    expect(await convocations(RECUE)).toEqual(['convocation 2025-03-03→2025-03-17, dès 2025-03-03', TEMOIN])
  })

  test('un délai qui change laisse courir ceux d’avant, et vaut pour les entrées reçues depuis', async () => {
    await choisir('convocation.delai-jours', 10, '2025-03-05')
    await choisir('orientation.delai-jours', 20, '2025-03-05')
    await choisir('orientation.delai-mois', 2, '2025-03-05')
    await choisir('orientation.relais-semaines', 4, '2025-03-05')
    expect(await dues(RECUE)).toContain('convocation 2025-03-03→2025-03-17, dès 2025-03-03')
    expect(await dues({ recuLe: '2025-03-05', dateDemande: '2025-03-05' })).toEqual([
      'convocation 2025-03-05→2025-03-14, dès 2025-03-05',
      'orientation 2025-03-05→2025-03-24',
      '[convocation-temoin 2025-03-05→2025-03-14]',
      '[orientation-mois 2025-03-05→2025-05-04]',
      '[relais-france-travail 2025-03-05→2025-04-02]',
    ])
  })
})

describe('l’issue d’un rendez-vous est due deux jours ouvrés après', () => {
  test.each([
    ['un mercredi', '2025-03-12', '2025-03-14'],
    ['un jeudi : ni samedi ni dimanche', '2025-03-13', '2025-03-17'],
    ['un samedi', '2025-03-15', '2025-03-18'],
    ['la veille du 1er mai', '2025-04-30', '2025-05-05'],
    ['avant Pâques : le lundi est férié', '2025-04-17', '2025-04-22'],
    ['avant Noël', '2025-12-24', '2025-12-29'],
    ['la veille du 1er janvier', '2025-12-31', '2026-01-05'],
  ])('%s', async (_, le, pour) => {
    expect(await dues({ sansDroit: true, rendezVous: [{ le }] })).toEqual([`rendez-vous ${le}→${pour}, dès ${le}`])
  })

  test.each([
    ['2025-04-17', '2025-04-23'],
    ['2025-12-24', '2025-12-30'],
  ])(
    'en Alsace et en Moselle, le Vendredi saint et le 26 décembre ne comptent pas non plus : le %s',
    async (le, pour) => {
      const id = await uneHistoire(essai, { sansDroit: true, rendezVous: [{ le }] })
      const territoire = { code: '67', nom: 'Bas-Rhin', demo: false }
      const origine = { agent: SYSTEME, territoire, now: essai.now }
      await accorder(contexte(db(), essai.base, origine), sql`select ${id}::uuid as id`)
      expect(await duesDe(essai, id)).toEqual([`rendez-vous ${le}→${pour}, dès ${le}`])
    },
  )
})

describe('ce que demande un suivi', () => {
  const suivi = { debut: '2025-01-10' }
  test.each<[string, Faits, string[]]>([
    [
      'un référent désigné : le premier contact dans les sept jours',
      { suivi: { debut: '2025-03-08' } },
      ['bilan 2025-03-08→2025-06-08, dès 2025-05-25', 'premier-contact 2025-03-08→2025-03-15, dès 2025-03-08'],
    ],
    [
      'vue : trente jours sans contact, puis il est à reprendre',
      { suivi, rendezVous: [vu('2025-02-01')] },
      ['bilan 2025-01-10→2025-04-10, dès 2025-03-27', 'contact 2025-02-01→2025-03-03, dès 2025-03-04'],
    ],
    [
      'jointe sans rendez-vous : c’est un contact',
      { suivi, contactLe: '2025-02-01' },
      ['bilan 2025-01-10→2025-04-10, dès 2025-03-27', 'contact 2025-02-01→2025-03-03, dès 2025-03-04'],
    ],
    [
      'vue ou jointe avant le suivi, ou absente : le premier contact reste dû',
      { suivi, contactLe: '2025-01-09', rendezVous: [vu('2025-01-08'), { ...ABSENTE, objet: 'suivi' }] },
      ['bilan 2025-01-10→2025-04-10, dès 2025-03-27', 'premier-contact 2025-01-10→2025-01-17, dès 2025-01-10'],
    ],
    [
      'un bilan tenu : le suivant au terme du renouvellement',
      { suivi: { ...suivi, dominante: 'equilibre' }, rendezVous: [vu('2025-03-09', 'bilan')] },
      ['bilan 2025-03-09→2025-06-09, dès 2025-05-26', 'contact 2025-03-09→2025-04-08, dès 2025-04-09'],
    ],
    [
      'commencé un 30 novembre : au dernier jour de février',
      { suivi: { debut: '2024-11-30' }, contactLe: '2025-03-01' },
      ['bilan 2024-11-30→2025-02-28, dès 2025-02-14', 'contact 2025-03-01→2025-03-31, dès 2025-04-01'],
    ],
    [
      'repris d’ailleurs : le contact est à reprendre, compté du jour où Filrouge l’a su',
      {
        orientation: { debut: '2024-11-30', origine: 'reprise-de-suivi', decideeLe: '2025-03-03' },
        suivi: { debut: '2024-11-30' },
      },
      ['bilan 2024-11-30→2025-02-28, dès 2025-02-14', 'contact 2025-03-03→2025-04-02, dès 2025-04-03'],
    ],
    [
      'repris d’ailleurs, puis confié à un autre référent : le premier contact est le sien',
      {
        orientation: { debut: '2024-11-30', origine: 'reprise-de-suivi', decideeLe: '2025-02-03' },
        suivi: { debut: '2025-03-08' },
      },
      ['bilan 2025-03-08→2025-06-08, dès 2025-05-25', 'premier-contact 2025-03-08→2025-03-15, dès 2025-03-08'],
    ],
    [
      'revenue d’une pause sans avoir été vue : le premier contact, compté du retour',
      { suivi: { ...suivi, repris: '2025-03-05' } },
      ['bilan 2025-01-10→2025-04-10, dès 2025-03-27', 'premier-contact 2025-03-05→2025-03-12, dès 2025-03-05'],
    ],
    [
      'revenue d’une pause, vue avant : trente jours depuis le retour',
      { suivi: { ...suivi, repris: '2025-03-05' }, rendezVous: [vu('2025-01-15')] },
      ['bilan 2025-01-10→2025-04-10, dès 2025-03-27', 'contact 2025-03-05→2025-04-04, dès 2025-04-05'],
    ],
    ['en veille : rien', { suivi: { ...suivi, veille: '2025-03-01' } }, []],
    ['un suivi fini, le droit aussi : rien', { suivi: { ...suivi, fin: '2025-03-01' }, sansDroit: true }, []],
  ])('%s', async (_, faits, attendu) => {
    expect(await dues(faits)).toEqual(attendu)
  })

  test.each([
    ['emploi', '2025-04-10', '2025-06-05'],
    ['equilibre', '2025-07-10', '2025-06-05'],
    ['remobilisation', '2025-07-10', '2025-09-05'],
  ])('%s : le premier bilan le %s, le suivant le %s', async (dominante, premier, suivant) => {
    const faits = { suivi: { ...suivi, dominante } }
    expect((await dues(faits))[0]).toMatch(`bilan 2025-01-10→${premier}`)
    expect((await dues({ ...faits, rendezVous: [vu('2025-03-05', 'bilan')] }))[0]).toMatch(
      `bilan 2025-03-05→${suivant}`,
    )
  })

  // The contact was to be made by 3 March; an appointment taken on 10 March answers it up to thirty days later.
  test.each([
    ['donné pour bientôt y répond', attendue('2025-03-20'), ', prévu 2025-03-20'],
    ['donné à trente jours y répond', attendue('2025-04-09'), ', prévu 2025-04-09'],
    ['donné pour plus loin n’y répond pas', attendue('2025-04-10'), ''],
  ])('un rendez-vous %s', async (_, rendezVous, prevu) => {
    const lignes = await dues({ suivi, rendezVous: [vu('2025-02-01'), rendezVous] })
    expect(lignes).toContain(`contact 2025-02-01→2025-03-03, dès 2025-03-04${prevu}`)
  })

  test('seul un rendez-vous de bilan répond au bilan', async () => {
    const bilans = async (objet: string) =>
      commandent(await dues({ suivi, rendezVous: [vu('2025-03-05'), { le: '2025-04-02', objet }] }))[0]
    expect(await bilans('suivi')).toBe('bilan 2025-01-10→2025-04-10, dès 2025-03-27')
    expect(await bilans('bilan')).toBe('bilan 2025-01-10→2025-04-10, dès 2025-03-27, prévu 2025-04-02')
  })
})
