import type pg from 'pg'
import { chiffrerNir, empreinteNir } from '../../socle/auth/nir.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { copier, ligneCopie } from '../copie.ts'
import type { FoyerFlux, PersonneFlux } from './foyer-flux.ts'

const FOYER = [
  'numero_demande_rsa',
  'organisme',
  'numero_organisme',
  'empreinte',
  'tranche',
  'change',
  'foyer_id',
  'matricule',
  'date_demande',
  'situation_familiale',
  'situation_familiale_depuis',
  'sans_domicile_fixe',
  'autres_personnes_a_charge',
  'complement',
  'voie',
  'lieu_dit',
  'code_insee',
  'code_postal',
  'commune',
  'adresse_depuis',
  'arrive_le',
  'montant_centimes',
  'etat',
  'motif',
  'depuis',
] as const
const PERSONNE = [
  'numero_demande_rsa',
  'rang',
  'personne_id',
  'role',
  'a_charge',
  'activite',
  'activite_depuis',
  'soumis',
  'entrant',
  'nir_empreinte',
  'nir_chiffre',
  'nir_certifie',
  'qualite',
  'nom',
  'nom_naissance',
  'prenom',
  'date_naissance',
  'precision_naissance',
  'commune_naissance',
  'sexe',
  'identifiant_france_travail',
] as const

/** Households sent at once: big enough for COPY to run at its pace, small enough for memory to stay flat. */
const LOT = 1000

/** What the right is worth in its state: why and since when (suspension, closure or refusal). */
function motifEtDate(foyer: FoyerFlux): { motif: string | null; depuis: string | null } {
  const { etatDossier, suspensions, fin, refus } = foyer
  if (etatDossier === '1') return { motif: refus?.motif ?? null, depuis: refus?.date ?? null }
  if (etatDossier === '5' || etatDossier === '6') return { motif: fin?.motif ?? null, depuis: fin?.date ?? null }
  if (etatDossier !== '3' && etatDossier !== '4') return { motif: null, depuis: null }
  const nature = etatDossier === '3' ? 'droit' : 'versement'
  const utiles = suspensions.some(s => s.nature === nature) ? suspensions.filter(s => s.nature === nature) : suspensions
  const [premiere] = utiles.toSorted((a, b) => a.debut.localeCompare(b.debut))
  return { motif: premiere?.motif ?? null, depuis: premiere?.debut ?? null }
}

const voie = ({ adresse: a }: FoyerFlux) =>
  a ? [a.numeroVoie, a.typeVoie, a.voie].filter(Boolean).join(' ') || null : null
const complement = ({ adresse: a }: FoyerFlux) =>
  a ? [a.complementIdentification, a.complement].filter(Boolean).join(', ') || null : null

/** Told an entrant by name; else by the household's event « entrant en droits et devoirs » (FG ENTDED), which speaks of whoever is soumis in it. */
const entrant = ({ evenements }: FoyerFlux, p: PersonneFlux) =>
  p.entrantDroitsDevoirs ?? (evenements.some(e => e.fait === 'ENTDED') && p.soumisDroitsDevoirs === true ? true : null)

/**
 * Stages households for one import. A changed household is sent with its persons, an unchanged one by its key alone.
 * Sending overlaps with reading: `ajouter` waits only for the previous send.
 */
export function unDepot(client: pg.PoolClient, territoire: string) {
  let foyers = ''
  let personnes = ''
  let enAttente = 0
  let envoi: Promise<void> = Promise.resolve()

  const envoyer = async (lignesFoyers: string, lignesPersonnes: string) => {
    await copier(client, 'import_foyer', FOYER, lignesFoyers)
    await copier(client, 'import_personne', PERSONNE, lignesPersonnes)
  }
  const vider = async () => {
    await envoi
    envoi = envoyer(foyers, personnes)
    // Awaited at the next send; a failure before that must not be an unhandled rejection.
    envoi.catch(() => {})
    foyers = ''
    personnes = ''
    enAttente = 0
  }
  const personne = (foyer: FoyerFlux, p: PersonneFlux, rang: number) =>
    ligneCopie([
      foyer.numeroDemandeRsa,
      rang,
      uuidv7(),
      p.role,
      p.aCharge,
      p.activite?.code,
      p.activite?.debut,
      p.soumisDroitsDevoirs,
      entrant(foyer, p),
      p.nir && empreinteNir(territoire, p.nir),
      p.nir && chiffrerNir(territoire, p.nir),
      p.nirCertifie,
      p.qualite,
      p.nom,
      p.nomNaissance || p.nom,
      p.prenom,
      p.dateNaissance,
      p.precisionNaissance,
      p.communeNaissance,
      p.sexe,
      p.identifiantFranceTravail,
    ])

  return {
    ajouter: async (foyer: FoyerFlux, change: boolean) => {
      const cle = [
        foyer.numeroDemandeRsa,
        foyer.organisme,
        foyer.numeroOrganisme,
        Buffer.from(foyer.empreinte, 'base64'),
        foyer.tranche && Buffer.from(foyer.tranche, 'base64'),
        change,
      ]
      if (change) {
        const { motif, depuis } = motifEtDate(foyer)
        foyers += ligneCopie([
          ...cle,
          uuidv7(),
          foyer.matricule,
          foyer.dateDemande,
          foyer.situationFamiliale,
          foyer.situationFamilialeDepuis,
          foyer.sansDomicileFixe,
          foyer.autresPersonnesACharge,
          complement(foyer),
          voie(foyer),
          foyer.adresse?.lieuDit,
          foyer.adresse?.codeInsee,
          foyer.adresse?.codePostal,
          foyer.adresse?.commune,
          foyer.adresse?.depuis,
          foyer.cedant?.date,
          foyer.montantCentimes,
          foyer.etatDossier,
          motif,
          depuis,
        ])
        foyer.personnes.forEach((p, rang) => {
          personnes += personne(foyer, p, rang)
        })
      } else {
        foyers += ligneCopie([...cle, ...FOYER.slice(cle.length).map(() => null)])
      }
      enAttente++
      if (enAttente >= LOT) await vider()
    },
    /** A household known by its bytes, or set aside: it is in the file all the same, and must not pass for gone. */
    citer: async (numero: string) => {
      foyers += ligneCopie([numero, '', '', null, null, false, ...FOYER.slice(6).map(() => null)])
      enAttente++
      if (enAttente >= LOT) await vider()
    },
    terminer: async () => {
      await vider()
      await envoi
    },
  }
}
