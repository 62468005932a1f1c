import { describe, expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { unEssai } from '../essai.ts'
import { cloreLeDossier } from '../orientation/essai-annulation.ts'
import { NON_ACCOMPAGNEE } from '../personne/foyer.ts'
import { LIGNES } from './essai-lignes.ts'
import { unMonde } from './essai-monde.ts'

/** What each command on a person does in a closed file (rule A10): what adds to an accompaniment is refused, in the same words. */
const essai = unEssai()

const REFUSEES = [
  'POST /personnes/:personneId/rendez-vous',
  'POST /rendez-vous/serie',
  'POST /rendez-vous/:rendezVousId/report',
  'POST /personnes/:personneId/groupe-suivi',
  'POST /personnes/:personneId/diagnostics',
  'POST /personnes/:personneId/orientations',
  'POST /orientations/:id/notification',
  'POST /personnes/:personneId/referents',
  'POST /personnes/:personneId/orientations/:orientationId/annulation',
  'POST /personnes/:personneId/referents/:accompagnementId/annulation',
  'POST /personnes/:personneId/contacts',
]

/** Refused too, because what they are about is no more. */
const SANS_OBJET: Record<string, string> = {
  'POST /personnes/:personneId/relais/:suiviId/lecture': 'lecture-seule',
  'POST /personnes/:personneId/rendez-vous/releve': 'lecture-seule',
  'POST /personnes/:personneId/clotures': 'deja-clos',
  'PUT /personnes/:personneId/echeances/:genre/:faitId/report': 'echeance-faite',
  'DELETE /personnes/:personneId/echeances/:genre/:faitId/report': 'echeance-faite',
  'PUT /personnes/:personneId/echeances/:genre/:faitId/collegue': 'echeance-faite',
  'DELETE /personnes/:personneId/echeances/:genre/:faitId/collegue': 'echeance-faite',
}

/** Done all the same, and why. */
const PERMISES: Record<string, string> = {
  'POST /personnes/:personneId/clotures/:clotureId/reouverture': 'c’est par elle qu’on rouvre',
  'PUT /rendez-vous/:rendezVousId/issue': 'ce qu’un rendez-vous est devenu se corrige ; il ne revient pas à venir',
  'POST /personnes/:personneId/contacts/:contactId/annulation': 'une erreur du passé se corrige',
  'POST /personnes/:personneId/groupe-suivi/:membreId/fin': 'ferme un accès, qui reviendrait à la réouverture',
  'PUT /personnes/:personneId/contact': 'ce qui est faux se rectifie (RGPD, art. 16)',
  'POST /personnes/:personneId/conflits/:champ': 'ce qui est faux se rectifie (RGPD, art. 16)',
  'PUT /personnes/:personneId/precautions':
    'protège la personne : une adresse à taire l’est aussi dans un dossier clos',
  'POST /personnes/:personneId/adresse': 'une lecture, enregistrée',
  'POST /personnes/:personneId/raison': 'ouvre une lecture, enregistrée',
  'POST /orientations/:orientationId/explication':
    'un droit de la personne sur une décision prise (CRPA L311-3-1), dossier clos ou non',
  'POST /doublons/:doublonId/fusion': 'deux dossiers d’une même personne se réunissent, clos ou non',
  'POST /doublons/:doublonId/separation': 'défait une réunion',
  'POST /doublons/:doublonId/distinction': 'ne change aucun des deux dossiers',
  'POST /personnes/:personneId/documents': 'une preuve arrive souvent après : elle se garde, et n’engage rien',
  'PUT /documents/:documentId/contenu': 'la suite d’un dépôt annoncé',
  'PUT /documents/:documentId': 'un document mal rangé se corrige',
  'POST /documents/:documentId/retrait': 'un document mal rangé se retire',
  'POST /documents/:documentId/remise': 'un retrait se défait',
}

/** Commands of the registry on a person. */
const COMMANDES = CAS_USAGE.map(c => c.declaration).filter(
  d => !d.route.startsWith('GET ') && LIGNES[d.route]?.porte === 'personne',
)

test('chaque commande sur une personne dit ce qu’elle fait dans un dossier clos', () => {
  const dites = [...REFUSEES, ...Object.keys(SANS_OBJET), ...Object.keys(PERMISES)]
  expect(dites.toSorted()).toEqual(COMMANDES.map(c => c.route).toSorted())
})

/** The command, sent to a file just closed by who may send it, with an input that is right in an open one. */
async function surUnDossierClos({ route, permission }: (typeof COMMANDES)[number]) {
  const monde = await unMonde(essai)
  expect((await cloreLeDossier(monde.dedans['charge-orientation'], monde.personneId)).status).toBe(200)
  const role = NOMS_ROLES.find(r => autorise({ genre: 'agent', role: r }, permission))
  const agent = monde.dedans[role ?? 'administrateur']
  const evenements = () => essai.base.territoire('59').selectFrom('evenement').select('id').execute()
  const avant = (await evenements()).length
  const { status, json } = await agent.brut(route, LIGNES[route]?.entree(monde, agent.id))
  const { ecartees } = json as { ecartees?: { code: string; message: string }[] }
  const { code = null, detail = null } = ecartees?.[0]
    ? { ...ecartees[0], detail: ecartees[0].message }
    : (json as { code?: string; detail?: string })
  return { status, code, detail, ecrit: (await evenements()).length - avant }
}

describe('dans un dossier clos', () => {
  test.each(COMMANDES.filter(c => REFUSEES.includes(c.route)))('$route est refusé, dans les mêmes mots', async c => {
    expect(await surUnDossierClos(c)).toMatchObject({
      ...{ status: c.route === 'POST /rendez-vous/serie' ? 200 : 409, ecrit: 0 },
      ...{ code: 'dossier-clos', detail: NON_ACCOMPAGNEE['dossier-clos'] },
    })
  })
  test.each(COMMANDES.filter(c => SANS_OBJET[c.route]))('$route est sans objet', async c => {
    expect(await surUnDossierClos(c)).toMatchObject({
      ...{ status: SANS_OBJET[c.route] === 'lecture-seule' ? 403 : 409, code: SANS_OBJET[c.route], ecrit: 0 },
    })
  })
  test.each(COMMANDES.filter(c => PERMISES[c.route]))('$route se fait encore', async c => {
    expect(await surUnDossierClos(c)).toMatchObject({ status: 200, code: null })
  })
})
