import { expect, test } from 'vitest'
import type { FicheImport } from '../fiche-import.queries.ts'
import { direCompte, direDuree, direResultat, direTaille } from './mots.ts'
import { direQuoi } from './quoi.ts'

const simple = (texte: string | null) => texte?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null

test.each([
  [412, 'Foyers créés', '412 foyers créés'],
  [1, 'Foyers créés', '1 foyer créé'],
  [0, 'Foyers lus', '0 foyer lu'],
  [1, 'Nouveaux entrants', '1 nouvel entrant'],
  [38, 'Nouveaux entrants', '38 nouveaux entrants'],
  [1, 'Mises en veille', '1 mise en veille'],
  [1, 'Foyers pris à une autre caisse', '1 foyer pris à une autre caisse'],
  [1, 'Changements d’adresse', '1 changement d’adresse'],
  [1, 'Droits suspendus', '1 droit suspendu'],
  [1, 'Reprises de suivi', '1 reprise de suivi'],
  [1, 'Personnes créées', '1 personne créée'],
  [1, 'Lignes sans personne', '1 ligne sans personne'],
  [1, 'Lignes à décider', '1 ligne à décider'],
  [1, 'Coordonnées ou refus repris', '1 coordonnée ou refus repris'],
  [1, 'Mouvements repris', '1 mouvement repris'],
  [1, 'Parcours repris', '1 parcours repris'],
  [1, 'PPAE nouveaux ou mis à jour', '1 PPAE nouveau ou mis à jour'],
  [12_345, 'NIR certifiés', '12 345 NIR certifiés'],
])('%i × « %s » se dit « %s »', (n, libelle, dit) => {
  expect(simple(direCompte(n, libelle))).toBe(dit)
})

test.each([
  ['suivis', 'liste', 'Liste de suivis en cours'],
  ['beneficiaires', 'VRSB0801', 'Flux bénéficiaires VRSB0801'],
] as const)('un fichier %s de version %s s’appelle « %s »', (genre, version, dit) => {
  expect(simple(direQuoi({ genre, version, creeLe: null, statut: 'applique' } as FicheImport))).toBe(dit)
})

test('le résultat dit ce qui est venu ou a changé, puis ce qui est écarté, jamais ce qui n’a pas bougé', () => {
  const comptes = [
    { libelle: 'Foyers lus', nombre: 415 },
    { libelle: 'Foyers créés', nombre: 412 },
    { libelle: 'Foyers inchangés', nombre: 0 },
    { libelle: 'Foyers écartés', nombre: 3 },
    { libelle: 'Personnes créées', nombre: 500 },
    { libelle: 'Nouveaux entrants', nombre: 38 },
    { libelle: 'Sorties', nombre: 7 },
  ]
  expect(simple(direResultat({ comptes, lignes: {} }))).toBe(
    '412 foyers créés, 500 personnes créées, 38 nouveaux entrants, 3 foyers écartés',
  )
  expect(direResultat({ comptes: [{ libelle: 'Foyers lus', nombre: 9 }], lignes: {} })).toBe('Rien de nouveau')
  expect(simple(direResultat({ comptes: null, lignes: { creee: 40, 'a-decider': 1 } }))).toBe(
    '40 lignes créées, 1 ligne à décider',
  )
  expect(direResultat({ comptes: null, lignes: {} })).toBeNull()
})

test.each([
  [812, '812 octets'],
  [4096, '4 ko'],
  [12_412_000, '12,4 Mo'],
  [4_294_967_296, '4,3 Go'],
])('%i octets se disent « %s »', (octets, dit) => {
  expect(simple(direTaille(octets))).toBe(dit)
})

test.each([
  ['2026-11-20T08:00:00.000Z', '2026-11-20T08:00:00.200Z', 'moins d’une seconde'],
  ['2026-11-20T08:00:00Z', '2026-11-20T08:00:12Z', '12 secondes'],
  ['2026-11-20T08:00:00Z', '2026-11-20T08:03:20Z', '3 min 20 s'],
])('de %s à %s : %s', (debut, fin, dit) => {
  expect(simple(direDuree(debut, fin))).toBe(dit)
})
