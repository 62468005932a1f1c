import type { Role } from '../agent/roles.ts'
import { unImport } from '../echanges/listes/essai-tableur.ts'
import type { Essai, Navigateur } from '../essai.ts'
import { tenirEcheances } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import { unTravailEnEchec } from '../essai-travaux.ts'
import { unDefaut } from '../exploitation/essai-exploitation.ts'
import { uneAntenne, uneEquipe } from '../offre/equipes/essai-equipes.ts'
import { chiffrerNir, empreinteNir } from '../socle/auth/nir.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { type Etats, lesEtats, unDossierClos } from './essai-clos.ts'
import { type Dehors, lesDehors } from './essai-dehors.ts'
import { lesDocuments } from './essai-documents.ts'
import { deuxListesEnDoute } from './essai-doutes.ts'
import { quatreImports } from './essai-imports.ts'
import { lesOuvertures } from './essai-ouvertures.ts'
import { sonSuivi } from './essai-suivi.ts'

/** Made up: no commune has the number 999 of Nord. */
const NIR = '2850459999001'
export const NOM = 'ESSAI-MAISON'

/** One person with a bit of everything, an agent of each role to whom she is known, and those to whom she was and isn't any more. */
export type Monde = {
  personneId: string
  autreId: string
  structureId: string
  /** Where nobody works and nobody is followed. */
  structureVideId: string
  /** The team of those who follow her, a place of their structure where nobody is, a team of it with nobody. */
  equipeId: string
  antenneId: string
  equipeVideId: string
  referentId: string
  /** A second référent of the same structure, who doesn't follow her. */
  collegueId: string
  habilitationId: string
  rendezVousId: string
  /** The co-intervenant's own with her, and their place in her groupe de suivi. */
  rendezVousChampId: string
  membreId: string
  orientationId: string
  accompagnementId: string
  /** A contact without appointment, that may be taken back. */
  contactId: string
  /** The follow-up before, that left a note to be read. */
  relaisId: string
  courrierId: string
  /** A document in her file, one taken back; one of each agent, and one that each has announced. */
  documentId: string
  documentRetireId: string
  documentDe: Record<string, string>
  documentEnDepot: Record<string, string>
  doublonId: string
  /** Somebody who left the active base. */
  archiveId: string
  /** Somebody of the same structure whose file is closed, and what they who cancel, close or open have read first. */
  closId: string
  clotureId: string
  etats: Etats
  /** A file half arrived, one that waits to be applied, one that changed her file, one that changed somebody else's. */
  importEnDepotId: string
  importId: string
  importAppliqueId: string
  importAAnnulerId: string
  /** A list of structures, waiting to be checked. */
  listeId: string
  /** Applied lists, of structures and of persons, with lines to decide. */
  doutesId: string
  doutesPersonnesId: string
  /** The key of a partner's software. */
  accesId: string
  /** A job that failed for good. */
  travailId: string
  /** The key of a fault of the server that stands. */
  defaut: string
  /** One to review, one that each agent is to explain. */
  ouvertureId: string
  ouvertureDe: Record<string, string>
  dedans: Record<Role, Navigateur>
  dehors: Record<Role, Dehors[]>
}

export async function unMonde(essai: Essai): Promise<Monde> {
  const db = essai.base.territoire('59')
  const [structureId, structureVideId] = [await essai.uneStructure(), await essai.uneStructure()]
  const equipeId = await uneEquipe(essai, structureId)
  const dedans = {
    'charge-orientation': await essai.unAgent('charge-orientation', { secteur: ['59599'] }),
    referent: await essai.unAgent('referent', { structureId, equipeId }),
    'responsable-equipe': await essai.unAgent('responsable-equipe', { structureId, equipeId }),
    accueil: await essai.unAgent('accueil', { secteur: ['59599'] }),
    'co-intervenant': await essai.unAgent('co-intervenant', { structureId }),
    pilote: await essai.unAgent('pilote'),
    administrateur: await essai.unAgent('administrateur'),
    dpo: await essai.unAgent('dpo'),
  }
  const collegue = await essai.unAgent('referent', { structureId })
  // The month before: without it nobody could be told to enter.
  await db
    .insertInto('flux')
    .values({
      id: uuidv7(),
      fichier: 'janvier.xml',
      sha256: 'janvier',
      version: 'VRSB0801',
      type: 'M',
      creeLe: '2025-02-03T01:00:00',
      reference: '2025-01-31',
      organismes: ['CAF 591'],
      recuLe: '2025-02-03',
      importeLe: essai.now,
      importePar: 'essai',
      premier: true,
      rapport: '{}',
    })
    .execute()
  const options = { nom: NOM, entreeRecueLe: '2025-03-03', telephone: '0639980001' }
  const [personne, autre] = [
    await unePersonne(essai, options),
    await unePersonne(essai, { ...options, prenom: 'CLAUDE' }),
  ]
  const jamaisSuivie = await unePersonne(essai, { nom: 'ESSAI-ANNULATION' })
  const dehors = await lesDehors(essai, [personne.id, autre.id], structureId)
  dehors.referent.push({ lien: 'référent de la même structure, qui ne la suit pas', agent: collegue })
  await db
    .updateTable('personne')
    .set({ nirEmpreinte: empreinteNir('59', NIR), nirChiffre: chiffrerNir('59', NIR) })
    .where('id', '=', personne.id)
    .execute()
  const ids = {
    rendezVousId: uuidv7(),
    rendezVousChampId: uuidv7(),
    membreId: uuidv7(),
    orientationId: uuidv7(),
    accompagnementId: uuidv7(),
    contactId: uuidv7(),
    relaisId: uuidv7(),
    courrierId: uuidv7(),
    documentId: uuidv7(),
    documentRetireId: uuidv7(),
    doublonId: uuidv7(),
  }
  const fichiers = await quatreImports(essai, personne.id, jamaisSuivie.id, dedans['charge-orientation'].id)
  const acces = {
    id: uuidv7(),
    territoire: '59',
    nom: 'Logiciel partenaire',
    droits: ['import.deposer:beneficiaires'],
    creeLe: essai.now,
    creePar: 'Agent ESSAI',
  }
  await essai.base.commun
    .insertInto('clientApi')
    .values({ ...acces, empreinte: Buffer.from(acces.id) })
    .execute()
  const referentId = dedans.referent.id
  const personneId = personne.id
  await sonSuivi(essai, { ...ids, personneId, structureId, referentId, coIntervenantId: dedans['co-intervenant'].id })
  const documents = await lesDocuments(essai, personne.id, ids, Object.values(dedans))
  await db
    .insertInto('doublon')
    .values({
      id: ids.doublonId,
      personneId: personne.id,
      autreId: autre.id,
      raisons: ['identite'],
      trouveLe: '2025-03-05',
    })
    .execute()
  const { id: archiveId } = await unePersonne(essai, { nom: 'ESSAI-ARCHIVE' })
  await db.insertInto('archive').values({ personneId: archiveId, le: '2025-01-10' }).execute()
  const dite = { personneId: personne.id, champ: 'nom', le: '2025-03-05' }
  await db
    .insertInto('donnee')
    .values([
      { ...dite, source: 'CAF', valeur: NOM, retenue: true },
      { ...dite, source: 'france-travail', valeur: 'ESSAI-AUTRE', conflit: true },
    ])
    .execute()
  await db
    .insertInto('parametre')
    .values({ cle: 'pilotage.seuil-secret', effetLe: '2025-05-01', valeur: '7', saisiLe: essai.now })
    .execute()
  const { id: listeId } = await unImport(essai, 'Nom;Téléphones\nRégie;01 99 00 00 01\n', {
    genre: 'structures',
    agent: dedans['charge-orientation'],
  })
  // What was set aside of it, to be taken back and corrected.
  const anomalies = [{ ou: 'Ligne 2', champ: 'Téléphones', motif: 'Essai de la maison' }]
  const rapport = { resume: 'Essai', comptes: [], anomalies, anomaliesTotal: 1 }
  await db
    .updateTable('import')
    .set({ rapport: JSON.stringify(rapport) })
    .where('id', '=', listeId)
    .execute()
  await db.insertInto('importLigne').values({ importId: listeId, ligne: 2, resultat: 'refusee' }).execute()
  const clos = await unDossierClos(essai, dedans.referent)
  await tenirEcheances(essai)
  const due = { reporteeJusquau: '2025-03-14', reporteeMotif: 'en congé', confieeA: dedans['responsable-equipe'].id }
  await db
    .updateTable('echeance')
    .set(due)
    .where('genre', '=', 'premier-contact')
    .where('objetId', '=', ids.accompagnementId)
    .execute()
  return {
    ...ids,
    ...fichiers,
    ...(await deuxListesEnDoute(essai, dedans['charge-orientation'], personne.id)),
    ...documents,
    ...(await lesOuvertures(essai, jamaisSuivie.id, Object.values(dedans))),
    listeId,
    accesId: acces.id,
    travailId: await unTravailEnEchec(essai),
    defaut: await unDefaut(essai),
    archiveId,
    ...clos,
    etats: await lesEtats(dedans['charge-orientation'], { ...ids, ...clos, personneId }),
    personneId: personne.id,
    autreId: autre.id,
    structureId,
    structureVideId,
    equipeId,
    equipeVideId: await uneEquipe(essai, structureId),
    antenneId: await uneAntenne(essai, structureId),
    referentId,
    collegueId: collegue.id,
    habilitationId: dedans.referent.habilitationId,
    dedans,
    dehors,
  }
}
