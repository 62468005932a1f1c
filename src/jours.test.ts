import { expect, test } from 'vitest'
import { BLOCS } from './jours.ts'
import { ajouterJours, aujourdhui } from './socle/ui/dates.ts'

/** What a list of the day says of what the server answered: how much is left, whether it is shown, its sentence. */
function resume(cle: string, donnees: unknown): unknown[] {
  const { reste, montrer, dit } = BLOCS.find(b => b.cle === cle)?.resumer(donnees) ?? {}
  return [reste, montrer, dit?.replaceAll('\u00a0', ' ') ?? null]
}

const echeances = (retard: number, bientot: number, ensuite: number, reportees = 0) => ({
  listes: Object.fromEntries(
    Object.entries({ 'en-retard': retard, bientot, ensuite, reportees }).flatMap(([liste, total]) =>
      total ? [[liste, { total, lignes: [] }]] : [],
    ),
  ),
})
const confiees = (recues: number, donnees: number) => ({
  listes: {
    ...(recues ? { recues: { total: recues, lignes: [] } } : {}),
    ...(donnees ? { confiees: { total: donnees, lignes: [] } } : {}),
  },
})
const rdv = (heure: string, issue: string | null = null, commence = false) => ({
  ...{ local: `2025-03-10T${heure}`, issue, commence },
})
const ilYA = (jours: number) => ajouterJours(aujourdhui(), -jours)
const referent = { id: 'x', nom: 'Agent ESSAI' }
const vide = { aujourdhui: '2025-03-10', depuis: '2025-03-07', comptes: [] }

type Dit = [cle: string, donnees: unknown, reste: number, montrer: boolean, dit: string | null]

const DITS: Dit[] = [
  ['echeances', echeances(0, 0, 0), 0, false, null],
  ['echeances', echeances(0, 0, 0, 2), 0, true, null],
  ['echeances', echeances(0, 0, 1), 1, true, '1 échéance à préparer.'],
  ['echeances', echeances(0, 2, 0, 1), 2, true, '2 échéances dans les 7 jours.'],
  ['echeances', echeances(3, 2, 1), 6, true, '3 échéances en retard, 2 dans les 7 jours et 1 à préparer.'],
  ['echeances', confiees(0, 1), 0, true, null],
  ['confiees', confiees(0, 0), 0, false, null],
  ['confiees', confiees(0, 2), 0, true, null],
  ['confiees', confiees(1, 0), 1, true, '1 échéance vous est confiée.'],
  ['confiees', confiees(2, 1), 2, true, '2 échéances vous sont confiées.'],
  ['rendez-vous', { rendezVous: [] }, 0, false, 'Aucun rendez-vous aujourd’hui.'],
  [
    'rendez-vous',
    { rendezVous: [rdv('09:30'), rdv('14:00')] },
    2,
    true,
    '2 rendez-vous aujourd’hui, le premier à 9 h 30.',
  ],
  [
    'rendez-vous',
    { rendezVous: [rdv('08:00', 'present', true), rdv('09:30', null, true), rdv('14:00')] },
    2,
    true,
    '3 rendez-vous aujourd’hui, le prochain à 14 h.',
  ],
  ['rendez-vous', { rendezVous: [rdv('08:00', 'present', true)] }, 0, true, '1 rendez-vous aujourd’hui.'],
  [
    'rendez-vous',
    { rendezVous: [rdv('09:30', 'annule-service'), rdv('10:30', 'reporte'), rdv('14:00')] },
    1,
    true,
    '1 rendez-vous aujourd’hui, le premier à 14 h.',
  ],
  ['rendez-vous', { rendezVous: [rdv('09:30', 'annule-service')] }, 0, true, 'Aucun rendez-vous aujourd’hui.'],
  ['remontees', { total: 0 }, 0, false, null],
  ['remontees', { total: 2 }, 2, true, '2 échéances vous sont remontées.'],
  ['bilans-en-retard', { enRetard: 0, aFaire: 0 }, 0, false, 'Aucun bilan en retard.'],
  ['bilans-en-retard', { enRetard: 0, aFaire: 2 }, 2, true, 'Aucun bilan en retard.'],
  ['bilans-en-retard', { enRetard: 1, aFaire: 2 }, 2, true, '1 bilan en retard.'],
  ['sans-referent', { total: 0 }, 0, false, null],
  ['sans-referent', { total: 1 }, 1, true, '1 personne attend un référent.'],
  ['charges', { pleins: [], libres: [referent] }, 0, false, null],
  ['charges', { pleins: [referent], libres: [] }, 1, true, '1 référent est au plafond.'],
  ['co-interventions', { personnes: [{ prochain: '2025-03-12T09:00:00Z' }] }, 0, false, null],
  [
    'co-interventions',
    { personnes: [{ prochain: null }, { prochain: '2025-03-12T09:00:00Z' }] },
    1,
    true,
    '1 personne attend un rendez-vous avec vous.',
  ],
  ['depassements', vide, 0, false, 'Aucun délai n’a été dépassé depuis le vendredi 7 mars.'],
  [
    'depassements',
    { ...vide, comptes: [{}, {}] },
    2,
    true,
    'Des délais ont été dépassés depuis le vendredi 7 mars, à 2 étapes du parcours.',
  ],
  ['flux-manquants', { manques: [] }, 0, false, 'Tous les flux sont arrivés.'],
  ['flux-manquants', { manques: [{}] }, 1, true, '1 flux attendu n’est pas arrivé.'],
  ['imports-a-decider', { total: 0 }, 0, false, null],
  ['imports-a-decider', { total: 2 }, 2, true, '2 fichiers attendent votre décision.'],
  ['flux-a-confirmer', { total: 0 }, 0, false, null],
  ['flux-a-confirmer', { total: 1 }, 1, true, '1 flux à confirmer ou à retirer.'],
  ['lignes-a-decider', { total: 0 }, 0, false, null],
  ['lignes-a-decider', { total: 1 }, 1, true, '1 ligne d’un fichier attend votre décision.'],
  ['lignes-a-confier', { imports: [] }, 0, false, null],
  ['lignes-a-confier', { imports: [{ lignes: 2 }, { lignes: 1 }] }, 3, true, '3 lignes de fichiers sont à confier.'],
  ['travaux', { echecs: [] }, 0, false, null],
  ['travaux', { echecs: [{}, {}] }, 2, true, '2 travaux en échec.'],
  ['ouvertures-a-expliquer', { lignes: [{ revue: 'normal', explication: null }] }, 0, false, null],
  [
    'ouvertures-a-expliquer',
    {
      lignes: [
        { revue: 'a-expliquer', explication: null },
        { revue: 'a-expliquer', explication: 'Dit.' },
      ],
    },
    1,
    true,
    'On vous demande pourquoi vous avez ouvert 1 dossier.',
  ],
  ['structures', [], 0, false, null],
  ['structures', [{}], 1, true, '1 structure à compléter.'],
  ['ouvertures', { aRevoir: 0, attendues: 0 }, 0, false, 'Aucune ouverture à revoir.'],
  [
    'ouvertures',
    { aRevoir: 2, attendues: 1 },
    2,
    true,
    '2 dossiers ouverts hors de l’ordinaire à revoir, 1 réponse attendue.',
  ],
  ['agents', { aCompleter: [], sansRole: [], aRelancer: [] }, 0, false, null],
  ['agents', { aCompleter: [], sansRole: [{}], aRelancer: [] }, 1, true, '1 compte sans rôle.'],
  [
    'agents',
    { aCompleter: [{}, {}], sansRole: [{}], aRelancer: [] },
    3,
    true,
    '2 agents à compléter et 1 compte sans rôle.',
  ],
  ['agents', { aCompleter: [], sansRole: [], aRelancer: [{}, {}] }, 2, true, '2 comptes à relancer.'],
  [
    'lectures-inhabituelles',
    { lignes: [{ du: ilYA(7) }] },
    0,
    false,
    'Aucune lecture hors de l’ordinaire depuis 7 jours.',
  ],
  [
    'lectures-inhabituelles',
    { lignes: [{ du: ilYA(6) }, { du: ilYA(7) }] },
    1,
    true,
    '1 journée de lecture sort de l’ordinaire depuis 7 jours.',
  ],
  ['sorties', { lignes: [], tronque: false }, 0, false, 'Rien n’est sorti.'],
  ['sorties', { lignes: [{}], tronque: false }, 0, true, '1 document ou fichier est sorti.'],
  ['sorties', { lignes: [{}, {}], tronque: true }, 0, true, 'Plus de 2 documents ou fichiers sont sortis.'],
]

test.each(DITS)('« %s » dit de %j ce qui reste à faire, et rien d’autre', (cle, donnees, reste, montrer, dit) => {
  expect(resume(cle, donnees)).toEqual([reste, montrer, dit])
})

test('chaque liste du jour a ici sa phrase, sauf les entrées, qui ont la leur', () => {
  const dites = new Set(DITS.map(([cle]) => cle))
  expect(BLOCS.flatMap(b => (dites.has(b.cle) ? [] : b.cle))).toEqual(['entrees'])
})
