import { expect, test } from 'vitest'
import { dire } from '../essai-recits.ts'

test.each<[string, unknown, unknown, string, string | null]>([
  [
    'contact',
    { telephone: '0639980001', telephoneAccord: true },
    { telephone: '0639980002', telephoneAccord: true },
    'Coordonnées corrigées',
    'Téléphone : 06 39 98 00 02 · avant, 06 39 98 00 01',
  ],
  ['contact', { courriel: 'a@example.org' }, { courriel: null }, 'Coordonnées corrigées', 'Courriel retiré'],
  ['contact', { telephoneAccord: null }, { telephoneAccord: true }, 'Coordonnées corrigées', 'Accord pour les SMS'],
  ['contact', { telephone: '1' }, { telephone: '1' }, 'Coordonnées confirmées', null],
  [
    'donnees',
    { telephone: null },
    { champs: [{ champ: 'telephone', valeur: '0639980001', source: 'contacts-cnaf', conflit: false }] },
    'Informations reçues',
    'Téléphone : 06 39 98 00 01 (contacts de la CNAF)',
  ],
  [
    'donnees',
    { nom: 'TISSAGE' },
    { champs: [{ champ: 'nom', valeur: 'TISSAGE', source: 'CAF', conflit: true }] },
    'Deux sources ne disent pas la même chose',
    'Nom : TISSAGE (CAF), une autre source diffère',
  ],
  [
    'conflit-tranche',
    { champ: 'nom', valeur: 'TISSAGE' },
    { champ: 'nom', valeur: 'NAVETTE', source: 'france-travail' },
    'Nom : valeur choisie entre plusieurs sources',
    'NAVETTE · dit par : France Travail',
  ],
  ['conflit-tranche', null, {}, 'Information : valeur choisie entre plusieurs sources', 'aucune'],
  ['dossier-ouvert', null, { source: 'liste' }, 'Dossier ouvert', 'Source : liste importée'],
  [
    'fusion',
    null,
    { absorbe: { nom: 'ESSAI', prenom: 'CAMILLE' } },
    'Deux dossiers réunis en un',
    'Dossier réuni à celui-ci : Camille ESSAI',
  ],
  ['separation', null, {}, 'Dossiers séparés de nouveau', 'La réunion des deux dossiers a été défaite.'],
  ['distinction', null, {}, 'Un autre dossier ressemblait à celui-ci', 'Vérifié : ce sont deux personnes.'],
  [
    'precedence-changee',
    { ordres: { telephone: ['agent', 'liste'] } },
    { champs: ['telephone', 'courriel'], ordre: ['agent', 'france-travail'], effetLe: '2025-03-10', motif: 'Essai' },
    'Téléphone, Courriel : un agent, puis France Travail',
    'À partir du 10 mars · Essai',
  ],
])('%s : %j puis %j', (type, avant, apres, titre, detail) => {
  expect(dire(type, avant, apres)).toEqual([titre, detail])
})
