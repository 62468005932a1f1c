import type { Adaptateur, Application, DemandeApplication } from '../../../import/adaptateur.ts'
import { valeur } from '../../../lecture/xml/bloc.ts'
import type { DescriptionXml } from '../../../lecture/xml/description.ts'
import { parcourir } from '../../../lecture/xml/parcourir.ts'
import { enLignes, type IdentiteCitee, reconnaitre } from '../../../personne/doublons/reconnaitre-identites.queries.ts'
import { garderMatricule } from '../../../personne/matricule/garder-matricule.ts'
import { empreinteNir } from '../../../socle/auth/nir.ts'
import { Refusal } from '../../../socle/refusal.ts'
import { dateChiffres } from '../../../socle/ui/dates.ts'
import type { Context } from '../../../socle/use-case.ts'
import { releverClos } from '../../dossiers-clos.queries.ts'
import { enteteFlux } from '../entete-flux.ts'
import { lireJour } from '../valeurs-lues.ts'
import { DSP, INSTRUCTION } from './description.ts'
import { type DemandeInstruite, lireDemande, type PersonneInstruite } from './lire-demande.ts'
import { type EnAttente, mettreEnAttente, type Retenue, retenir } from './retenir.queries.ts'

type Lue = DemandeInstruite & { personne: PersonneInstruite }

async function appliquer(
  ctx: Context,
  demande: DemandeApplication,
  description: DescriptionXml,
  nature: string,
  sorte: string,
): Promise<Application> {
  const comptes = { personnes: 0, muettes: 0, attente: 0, contacts: 0, conflits: 0, socioPro: 0, parcours: 0 }
  const { territoire } = ctx
  const clos = releverClos(ctx)
  const identite = ({ personne: p, ...d }: Lue, rang: number): IdentiteCitee => ({
    cle: String(rang),
    nirEmpreinte: p.nir && empreinteNir(territoire.code, p.nir).toString('hex'),
    identifiantFranceTravail: null,
    nom: p.nom,
    nomNaissance: p.nomNaissance,
    prenom: p.prenom,
    dateNaissance: p.dateNaissance,
    organisme: d.organisme,
    numeroOrganisme: d.numeroOrganisme,
    matricule: d.matricule,
    numeroDemandeRsa: d.numeroDemandeRsa,
  })
  const ecrire = async (demandes: DemandeInstruite[]) => {
    const lues = demandes.flatMap(d => {
      const matricule = d.matricule && garderMatricule(territoire.code, d.matricule)
      return d.personnes.map(personne => ({ ...d, matricule, personne }))
    })
    const identites = lues.map(identite)
    const connues = await reconnaitre(ctx, enLignes(identites))
    const retenues: Retenue[] = []
    const attente: EnAttente[] = []
    for (const [rang, lue] of lues.entries()) {
      const personneId = connues.get(String(rang))
      const { organisme, numeroOrganisme, matricule, numeroDemandeRsa, le, personne } = lue
      const { contenu, role, nomNaissance, prenom, dateNaissance } = personne
      if (personneId) retenues.push({ personneId, organisme, le, contenu, import: demande.numero, rattacheePar: null })
      else
        attente.push({
          ...{
            organisme,
            numeroOrganisme,
            matricule,
            numeroDemandeRsa,
            le,
            contenu,
            role,
            nomNaissance,
            prenom,
            dateNaissance,
          },
          nirEmpreinte: identites[rang]?.nirEmpreinte ?? null,
        })
    }
    await clos.voir(connues.values())
    const bilan = await retenir(ctx, retenues, demande.photographier)
    comptes.personnes += retenues.length
    comptes.muettes += demandes.reduce((somme, d) => somme + d.muettes, 0)
    comptes.attente += await mettreEnAttente(ctx, attente, demande.numero)
    comptes.contacts += bilan.contacts
    comptes.conflits += bilan.conflits
    comptes.socioPro += bilan.socioPro
    comptes.parcours += bilan.parcours
  }
  const creation = (entete: Parameters<typeof valeur>[0]) => lireJour(valeur(entete, 'DTCREAFLUX')) ?? demande.recuLe
  const { entete, lus, ecartes, releve } = await parcourir<DemandeInstruite>(demande, description, {
    nomme: 'demande',
    numero: 'IdentificationRSA/DemandeRSA/NUMDEMRSA',
    lire: (bloc, noter, e) => {
      if (valeur(e, 'NATFLUX') !== nature)
        throw new Refusal(
          'invalid',
          'autre-flux',
          `Le fichier est refusé, rien n’a changé : sa nature (NATFLUX) n’est pas celle d’un ${sorte}. Choisissez un autre genre de fichier.`,
        )
      return lireDemande(bloc, noter, creation(e))
    },
    ecrire,
  })
  clos.noter(releve)
  return {
    rapport: {
      resume: `${sorte.charAt(0).toUpperCase()}${sorte.slice(1)} du ${dateChiffres(creation(entete))}.`,
      comptes: [
        { libelle: 'Demandes lues', nombre: lus },
        { libelle: 'Demandes écartées', nombre: ecartes },
        { libelle: 'Personnes reconnues', nombre: comptes.personnes },
        { libelle: 'Personnes en attente du flux bénéficiaires', nombre: comptes.attente },
        { libelle: 'Personnes dont rien n’est à reprendre', nombre: comptes.muettes },
        { libelle: 'Coordonnées ou refus repris', nombre: comptes.contacts },
        { libelle: 'Désaccords avec une autre source', nombre: comptes.conflits },
        { libelle: 'Données socio-professionnelles reprises', nombre: comptes.socioPro },
        { libelle: 'Parcours repris', nombre: comptes.parcours },
      ],
      ...releve.bilan(),
    },
  }
}

const unAdaptateur = (
  genre: 'instruction' | 'dsp',
  version: string,
  nature: string,
  description: DescriptionXml,
  sorte: string,
): Adaptateur => ({
  genre,
  reconnaitre: debut => {
    const { natureFlux, suivant } = enteteFlux(debut)
    // A day without any claim goes from the header straight to the footer.
    return natureFlux === nature && (suivant === description.enregistrement || suivant === description.fin)
      ? version
      : null
  },
  appliquer: (ctx, _client, demande) => appliquer(ctx, demande, description, nature, sorte),
})

/** Instructions of claims (VIRS0901): contacts, socio-professional data and journey of those who claim the RSA. */
export const adaptateurInstruction = unAdaptateur('instruction', 'VIRS0901', 'I', INSTRUCTION, 'flux instruction')

/** New collections of socio-professional data (VIRD0201): the same content without the contacts. */
export const adaptateurDsp = unAdaptateur('dsp', 'VIRD0201', 'R', DSP, 'recueil de données socio-professionnelles')
