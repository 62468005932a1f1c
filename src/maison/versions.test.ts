import { expect, test } from 'vitest'
import { CAS_USAGE } from '../cas-usage.ts'
import { lireSources } from './sources.ts'

/**
 * Of two who replace the same state at once, the second says what they saw: `vu` (territoire/vu.queries.ts), `etat` (the consequences
 * read) or `versionLue` (the version of a diagnosis). What doesn't say it, and what keeps it from undoing what its author didn't see.
 */
const SANS_VERSION: Readonly<Record<string, readonly string[]>> = {
  'ajoute, sous un identifiant fait par l’appelant : rien n’est remplacé': [
    'POST /personnes/:personneId/contacts',
    'POST /personnes/:personneId/groupe-suivi',
    'POST /personnes/:personneId/documents',
    'POST /personnes/:personneId/raison',
    'POST /personnes/:personneId/adresse',
    'POST /orientations/:orientationId/explication',
    'POST /imports',
    'POST /imports/:importId/rejeu',
    'POST /acces',
    'POST /agents',
    'POST /structures',
    'POST /structures/:structureId/antennes',
    'POST /structures/:structureId/equipes',
  ],
  'une place n’est prise qu’une fois : la base le refuse, créneau par créneau': [
    'POST /personnes/:personneId/rendez-vous',
    'POST /rendez-vous/serie',
  ],
  'finit une chose nommée par son identifiant : finie déjà, c’est refusé ou sans effet': [
    'POST /personnes/:personneId/rendez-vous/releve',
    'POST /personnes/:personneId/groupe-suivi/:membreId/fin',
    'POST /personnes/:personneId/contacts/:contactId/annulation',
    'POST /personnes/:personneId/relais/:suiviId/lecture',
    'POST /orientations/:id/notification',
    'POST /doublons/:doublonId/fusion',
    'POST /doublons/:doublonId/separation',
    'POST /doublons/:doublonId/distinction',
    'POST /documents/:documentId/retrait',
    'POST /documents/:documentId/remise',
    'POST /agents/:agentId/habilitations',
    'POST /agents/:agentId/habilitations/:habilitationId/cloture',
    'POST /agents/:agentId/desactivation',
    'POST /agents/:agentId/lien',
    'POST /agents/:agentId/connexion-forte/retrait',
    'POST /structures/:structureId/fermeture',
    'POST /antennes/:antenneId/fermeture',
    'POST /equipes/:equipeId/fermeture',
    'POST /acces/:accesId/revocation',
    'POST /archives/:archiveId/ouverture',
    'POST /archives/:archiveId/sortie',
    'POST /travaux/:travailId/relance',
    'DELETE /travaux/:travailId',
    'POST /defauts/:cle/fin',
    'DELETE /personnes/:personneId/echeances/:genre/:faitId/report',
    'DELETE /personnes/:personneId/echeances/:genre/:faitId/collegue',
  ],
  'un import va d’un état au suivant : demandé dans un autre, c’est refusé': [
    'POST /imports/:importId/simulation',
    'POST /imports/:importId/application',
    'POST /imports/:importId/annulation',
    'DELETE /imports/:importId',
    'PUT /imports/:importId/contenu',
    'PUT /documents/:documentId/contenu',
  ],
  'décidé une fois, le second est refusé et sait par qui': [
    'POST /imports/:importId/doutes/:ligne/decision',
    'POST /imports/:importId/doutes/remise',
  ],
  'prépare un import, dont la simulation montre ce qui est gardé avant que rien ne soit appliqué': [
    'PUT /imports/:importId/correspondance',
    'PUT /imports/:importId/decisions',
  ],
  'par son seul auteur': [
    'PUT /documents/:documentId',
    'PUT /ouvertures/:ouvertureId/explication',
    'PUT /avis/:avisId/lecture',
    'PUT /avis/lecture',
  ],
  's’ajoute au jour où il prend effet, et l’histoire garde chacun': [
    'POST /parametres/:cle',
    'POST /parametres/:cle/annulation',
    'POST /parametres/precedences',
  ],
}
const VERSIONS = ['vu', 'etat', 'versionLue']

const commandes = CAS_USAGE.map(c => c.declaration).filter(d => !d.lecture && !d.route.startsWith('GET '))
const disent = commandes.filter(({ input }) => VERSIONS.some(nom => nom in input.shape)).map(d => d.route as string)

test('chaque commande qui remplace un état dit ce que son auteur a vu', () => {
  const muettes = commandes.map(d => d.route as string).filter(route => !disent.includes(route))
  expect(muettes.sort()).toEqual(Object.values(SANS_VERSION).flat().sort())
})

test('ses écrans l’envoient', () => {
  const ecrans = lireSources('src/**/*.tsx')
  const oublient = disent.flatMap(route =>
    ecrans.flatMap(({ chemin, texte }) =>
      texte
        .split(`'${route}'`)
        .slice(1)
        .filter(suite => !/\b(vu|etat|versionLue|demande)\b/.test(suite.slice(0, 400)))
        .map(() => `${chemin} appelle ${route}`),
    ),
  )
  expect(oublient).toEqual([])
})
