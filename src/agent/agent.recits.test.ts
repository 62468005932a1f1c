import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'

const agent = { prenom: 'Lise', nom: 'ROUET', courriel: 'lise.rouet@example.org' }
const role = { habilitationId: 'x', role: 'referent', structure: 'UTPAS' }

test.each<[string, unknown, unknown, string, string | null]>([
  ['agent-cree', null, agent, 'Compte créé', 'Lise ROUET · lise.rouet@example.org'],
  ['agent-cree', null, { ...agent, repris: true }, 'Compte rouvert', 'Lise ROUET · lise.rouet@example.org'],
  [
    'agent-cree',
    null,
    { ...agent, aCompleter: true },
    'Connu par une liste, sans compte',
    'Lise ROUET · lise.rouet@example.org',
  ],
  [
    'agent-modifie',
    { prenom: 'Lise', nom: 'ROUET', telephone: null },
    { prenom: 'Lise', nom: 'FUSEAU', telephone: '0199000001' },
    'Identité corrigée',
    'Nom : FUSEAU (avant : ROUET) · Téléphone : 01 99 00 00 01',
  ],
  [
    'agent-modifie',
    { telephone: '0199000001' },
    { prenom: 'Lise', nom: 'ROUET', telephone: null },
    'Identité corrigée',
    'Prénom : Lise · Nom : ROUET · Téléphone : aucun (avant : 01 99 00 00 01)',
  ],
  [
    'agent-desactive',
    null,
    { desactiveLe: '2025-03-10' },
    'Compte désactivé',
    'Ses rôles sont fermés, sa session aussi.',
  ],
  ['role-donne', null, { ...role, plafond: 40 }, 'Rôle donné : Référent unique', 'UTPAS · 40 personnes au plus'],
  [
    'role-donne',
    null,
    { habilitationId: 'x', role: 'charge-orientation', structure: null, secteur: ['59599', '59350'], plafond: null },
    'Rôle donné : Chargé d’orientation',
    'secteur de 2 communes',
  ],
  ['role-retire', role, null, 'Rôle retiré : Référent unique', 'UTPAS'],
  ['role-retire', { role: 'brodeur' }, null, 'Rôle retiré : rôle qui n’existe plus', null],
  ['mot-de-passe-provisoire', null, {}, 'Nouveau mot de passe provisoire', 'Ses sessions ouvertes ont été fermées.'],
  [
    'lien-donne',
    null,
    { montre: false, reinitialise: false },
    'Lien pour ouvrir le compte',
    'Lien fait, à envoyer à son adresse',
  ],
  [
    'lien-donne',
    null,
    { montre: true, reinitialise: true },
    'Accès réinitialisé',
    'Lien montré à qui l’a demandé, à remettre en main propre · ses sessions ouvertes ici ont été fermées',
  ],
  ['compte-ouvert', null, {}, 'Compte ouvert par l’agent', 'Par le lien qui lui a été donné.'],
  ['invitation-declinee', null, {}, 'Invitation déclinée par l’agent', null],
  [
    'facteur-ajoute',
    null,
    { genre: 'totp', nom: 'Téléphone' },
    'Connexion forte ajoutée',
    'Application de codes · Téléphone',
  ],
  ['facteur-retire', { genre: 'cle', nom: 'Poste' }, null, 'Connexion forte retirée', 'Clé d’accès · Poste'],
  ['proconnect-lie', null, {}, 'Compte ProConnect lié', 'Il ouvre désormais ce compte.'],
  ['proconnect-delie', null, {}, 'Compte ProConnect délié', 'Il n’ouvre plus ce compte.'],
  ['codes-secours-refaits', null, {}, 'Codes de secours refaits', 'Les anciens ne servent plus.'],
  ['code-secours-employe', null, { restants: 9 }, 'Un code de secours a servi', 'Il en reste 9.'],
  [
    'facteurs-retires',
    null,
    {},
    'Connexion forte retirée par l’administrateur',
    'Applications, clés d’accès et codes de secours ne servent plus, ProConnect n’est plus lié. Ses sessions ouvertes ont été fermées.',
  ],
  ['mot-de-passe-change', null, {}, 'Mot de passe changé', 'Ses autres sessions ont été fermées.'],
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})
