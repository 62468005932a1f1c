import { MOTIFS_MODIFICATION, PARCOURS_CAF, type ParcoursCaf } from '../../../diagnostic/parcours-caf.ts'
import type { ReponsesSocioPro } from '../../../diagnostic/socio-pro.ts'
import { type Bloc, blocs, valeur } from '../../../lecture/xml/bloc.ts'
import { lireJour, lireNir, lireOuiNon } from '../valeurs-lues.ts'
import { type Contacts, lireContacts } from './contacts.ts'
import { lireSocioPro } from './socio-pro-flux.ts'

/** What an instruction says of a person, to be kept with her, or to wait for her. `le`: the day it was said. */
export type ContenuInstruction = {
  contacts: Contacts
  socioPro: { le: string; reponses: ReponsesSocioPro } | null
  parcours: { le: string; contenu: ParcoursCaf } | null
}
export type PersonneInstruite = {
  role: string | null
  nir: string | null
  nom: string
  nomNaissance: string
  prenom: string
  dateNaissance: string
  contenu: ContenuInstruction
}
/** A claim: its household, and the persons about whom it says something to keep. `muettes`: the others. */
export type DemandeInstruite = {
  organisme: 'CAF' | 'MSA' | null
  numeroOrganisme: string | null
  matricule: string | null
  numeroDemandeRsa: string | null
  le: string
  personnes: PersonneInstruite[]
  muettes: number
}
type Noter = (champ: string, motif: string) => void

/** Reads one InfoDemandeRSA of VIRS0901 or VIRD0201. `creeLe`: day the flow was made. A `refus` says why nothing can be done with it. */
export function lireDemande(
  bloc: Bloc,
  noter: Noter,
  creeLe: string,
): DemandeInstruite | { champ: string; refus: string } {
  const organisme = valeur(bloc, 'IdentificationRSA/Organisme/FONORG')
  if (organisme !== null && organisme !== 'CAF' && organisme !== 'MSA')
    return { champ: 'FONORG', refus: 'CAF ou MSA attendu' }
  const lues = [...blocs(bloc, 'Personne'), ...blocs(bloc, 'IdentificationRSA/Personne')]
  const identifiees = lues.flatMap(p => lirePersonne(p, noter, creeLe) ?? [])
  const [premiere] = identifiees
  if (!premiere)
    return {
      champ: 'Personne',
      refus:
        lues.length === 0
          ? 'aucune personne : la demande ne peut être rattachée à personne'
          : 'aucune personne dont le nom, le prénom et la date de naissance sont lisibles',
    }
  // Contacts are those of the claim: the claimant's, or of the only person it names.
  const demandeur = identifiees.find(p => p.role === 'DEM') ?? (identifiees.length === 1 ? premiere : undefined)
  const modes = [...blocs(bloc, 'DonneesAdministratives/ModesContacts'), ...blocs(bloc, 'ModesContacts')]
  if (demandeur) demandeur.contenu.contacts = lireContacts(modes, noter)
  else if (modes.length) noter('ModesContacts', 'aucun demandeur (DEM) : coordonnées non reprises')
  const personnes = identifiees.filter(
    ({ contenu: c }) => c.contacts.telephone || c.contacts.courriel || c.socioPro || c.parcours,
  )
  return {
    organisme,
    numeroOrganisme: valeur(bloc, 'IdentificationRSA/Organisme/NUMORG'),
    matricule: valeur(bloc, 'IdentificationRSA/Organisme/MATRICULE'),
    numeroDemandeRsa: valeur(bloc, 'IdentificationRSA/DemandeRSA/NUMDEMRSA'),
    le: creeLe,
    personnes,
    muettes: identifiees.length - personnes.length,
  }
}

function lirePersonne(bloc: Bloc, noter: Noter, creeLe: string): PersonneInstruite | null {
  const lu = (balise: string) => valeur(bloc, `Identification/${balise}`)
  const [nom, prenom, dateNaissance] = [lu('NOM'), lu('PRENOM'), lireJour(lu('DTNAI'))]
  if (nom === null || prenom === null || dateNaissance === null) {
    noter('Identification', 'nom, prénom ou date de naissance absent ou illisible : personne non reprise')
    return null
  }
  const prestations = blocs(bloc, 'Prestations')
  const rsa = prestations.find(p => valeur(p, 'NATPREST') === 'RSA') ?? prestations[0]
  const jour = (balise: string) => {
    const dit = lireJour(valeur(bloc, `SuiviAppuiOrientation/${balise}`))
    return dit !== null && dit <= creeLe ? dit : creeLe
  }
  const dsp = blocs(bloc, 'DonneesSocioProfessionnelles')[0]
  const reponses = dsp ? lireSocioPro(dsp, noter) : null
  const parcours = lireParcours(bloc, noter)
  return {
    role: rsa ? valeur(rsa, 'ROLEPERS') : null,
    nir: lireNir(lu('NIR'), motif => noter('NIR', motif)),
    nom,
    nomNaissance: lu('NOMNAI') ?? nom,
    prenom,
    dateNaissance,
    contenu: {
      contacts: { telephone: null, courriel: null },
      socioPro: reponses && { le: jour('DTENRSOCPRO'), reponses },
      parcours: parcours && { le: jour('DTENRPARCO'), contenu: parcours },
    },
  }
}

function lireParcours(bloc: Bloc, noter: Noter): ParcoursCaf | null {
  const determination = (balise: string) => valeur(bloc, `Parcours/DeterminationParcours/${balise}`)
  const code = (balise: string, codes: Readonly<Record<string, string>>) => {
    const dit = determination(balise)
    if (dit === null || Object.hasOwn(codes, dit)) return dit
    noter(balise, 'code inconnu de la liste de la CNAF : non repris')
    return null
  }
  const parcours: ParcoursCaf = {
    calcule: code('NATPARCOCAL', PARCOURS_CAF),
    modifie: code('NATPARCOMOD', PARCOURS_CAF),
    motif: code('MOTIMODPARCO', MOTIFS_MODIFICATION),
    refuse: lireOuiNon(determination('TOPREFUPARCO')),
    decision: lireOrganisme(blocs(bloc, 'Parcours/OrganismeDecisionOrientation')[0], 'ORGDECIORIE'),
    suivi: lireOrganisme(blocs(bloc, 'Orientation/OrganismeReferentOrientation')[0], 'ORGORIE'),
  }
  return Object.values(parcours).some(v => v !== null) ? parcours : null
}

/** An organism with its appointment; tags end by `suffixe`, those of the appointment begin by DTRV, HRRV… */
function lireOrganisme(bloc: Bloc | undefined, suffixe: string): ParcoursCaf['decision'] {
  if (!bloc) return null
  const nom = valeur(bloc, `RAISOC${suffixe}`)
  const le = lireJour(valeur(bloc, `DTRV${suffixe}`))
  if (nom === null && le === null) return null
  return {
    nom,
    commune: valeur(bloc, 'NOMCOM'),
    telephone: valeur(bloc, `NUMTEL${suffixe}`),
    rendezVous: le
      ? {
          le,
          a: /^\d{2}:\d{2}/.exec(valeur(bloc, `HRRV${suffixe}`) ?? '')?.[0] ?? null,
          lieu: valeur(bloc, `LIBADRRV${suffixe}`),
          telephone: valeur(bloc, `NUMTELRV${suffixe}`),
        }
      : null,
  }
}
