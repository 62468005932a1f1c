import { AUCUNE_REPONSE, type Reponses } from '../diagnostic/diagnostic.ts'
import type { HistoireFoyer } from './generer/histoires.ts'
import type { Conduite } from './parcours.ts'

/** Somebody whose story the guide tells: what the flows say of them, and what the agents do. */
export type Histoire = { foyer: HistoireFoyer; conduite: Partial<Conduite> | null; recit: string }

type Etape = HistoireFoyer['etapes'][number]
const TRAME = {
  numeroVoie: '12',
  typeVoie: 'RUE',
  voie: 'DES FILEUSES',
  codeInsee: '99001',
  codePostal: '99000',
  commune: 'TRAME-SUR-LYS',
}
const FUSEAU = {
  numeroVoie: '3',
  typeVoie: 'PLACE',
  voie: 'DU FUSEAU',
  codeInsee: '99002',
  codePostal: '99100',
  commune: 'FUSEAU',
}
const NAVETTE = {
  numeroVoie: '40',
  typeVoie: 'AVENUE',
  voie: 'DE LA FILATURE',
  codeInsee: '99005',
  codePostal: '99200',
  commune: 'NAVETTE',
}
const OURLET = {
  numeroVoie: '7',
  typeVoie: 'RUE',
  voie: 'DU PHARE',
  codeInsee: '99009',
  codePostal: '99300',
  commune: 'OURLET-SUR-MER',
}

const rien = { severite: 'aucun', aide: false } as const
const reponses = (suite: Partial<Reponses>): Reponses => ({
  ...AUCUNE_REPONSE,
  logement: rien,
  sante: rien,
  mobilite: rien,
  famille: rien,
  langue: rien,
  budget: rien,
  disponibilite: 'immediate',
  motivationTravail: true,
  motivationAccompagnement: true,
  autonomie: 'complete',
  experience: 'proche',
  situationPro: 'sans-emploi',
  rqth: false,
  independant: false,
  artiste: false,
  ...suite,
})

/** Turns « n days before today » into a step of the generator, whose months count from the first file. */
export type Calendrier = { premierMois: string; aujourdhui: string }
function ilYA({ premierMois, aujourdhui }: Calendrier, jours: number): { mois: number; jour: number } {
  const date = Temporal.PlainDate.from(aujourdhui).subtract({ days: jours })
  const debut = Temporal.PlainYearMonth.from(premierMois)
  return { mois: debut.until(date.toPlainYearMonth(), { largestUnit: 'months' }).months, jour: date.day }
}

/** The twelve stories, placed in time so that today each is at the point the guide tells. */
export function histoires(calendrier: Calendrier): Histoire[] {
  let rang = 0
  const une = (
    recit: string,
    personne: { nom: string; prenom: string; sexe: 'F' | 'H'; naissance: string },
    etapes: (Omit<Etape, 'mois' | 'jour' | 'personnes'> & { ilYA: number; soumis?: boolean })[],
    conduite: Partial<Conduite> | null,
  ): Histoire => {
    rang++
    const numero = `9900000${String(rang).padStart(4, '0')}`
    const sexe = personne.sexe === 'F' ? 2 : 1
    const nir = `${sexe}${personne.naissance.slice(2, 4)}${personne.naissance.slice(5, 7)}00999${String(rang).padStart(3, '0')}`
    return {
      recit,
      conduite,
      foyer: {
        numeroDemandeRsa: numero,
        matricule: `990000${rang}`,
        dateDemande: Temporal.PlainDate.from(calendrier.aujourdhui)
          .subtract({ days: (etapes[0]?.ilYA ?? 0) + 20 })
          .toString(),
        personnes: [
          {
            cle: 'lui',
            nom: personne.nom,
            prenom: personne.prenom,
            sexe: sexe,
            dateNaissance: personne.naissance,
            nir,
          },
        ],
        etapes: etapes.map(({ ilYA: jours, soumis = true, ...etape }, i) => ({
          ...etape,
          ...(jours > 400 ? { mois: 0, jour: 1 } : ilYA(calendrier, jours)),
          ...(i === 0 || soumis !== undefined
            ? { personnes: [{ cle: 'lui', role: 'DEM' as const, soumisDroitsDevoirs: soumis, entrant: soumis }] }
            : {}),
        })),
      },
    }
  }
  const ouvert = { etat: '2', situationFamiliale: 'CEL' } as const
  return [
    une(
      'Première demande. Reçue hier en entretien : son diagnostic est fait, il reste à l’orienter.',
      { nom: 'CASTRAME', prenom: 'DJAMILA', sexe: 'F', naissance: '1985-02-17' },
      [{ ilYA: 9, ...ouvert, adresse: TRAME }],
      {
        oubliee: false,
        absences: 0,
        delaiConvocation: 0,
        attente: 2,
        sansOrientation: true,
        telephone: '0639980001',
        synthese:
          'Aide à domicile pendant huit ans, contrat terminé en mars. Veut reprendre à temps plein. Pas de véhicule ; les bus s’arrêtent à 20 h.',
        reponses: reponses({
          mobilite: { severite: 'leger', aide: true },
          disponibilite: 'proche',
          autonomie: 'moyenne',
        }),
      },
    ),
    une(
      'Première demande, prête à travailler tout de suite : diagnostic fait, à orienter.',
      { nom: 'FILIN', prenom: 'ROMAIN', sexe: 'H', naissance: '1992-11-03' },
      [{ ilYA: 11, ...ouvert, adresse: FUSEAU }],
      {
        oubliee: false,
        absences: 0,
        delaiConvocation: 1,
        attente: 2,
        sansOrientation: true,
        telephone: '0639980002',
        synthese: 'Cariste, fin d’intérim. CACES à jour, permis et voiture.',
        reponses: reponses({}),
      },
    ),
    une(
      'Personne n’a encore convoqué cette personne : son délai se termine.',
      { nom: 'LACET', prenom: 'SIMONE', sexe: 'F', naissance: '1971-06-21' },
      [{ ilYA: 13, ...ouvert, adresse: NAVETTE }],
      { oubliee: true },
    ),
    une(
      'Absent deux fois à son entretien : le délai est dépassé.',
      { nom: 'MAILLE', prenom: 'DYLAN', sexe: 'H', naissance: '1996-01-30' },
      [{ ilYA: 24, ...ouvert, adresse: TRAME }],
      {
        oubliee: false,
        absences: 2,
        excuse: false,
        delaiConvocation: 1,
        attente: 3,
        sansDiagnostic: true,
        telephone: null,
      },
    ),
    une(
      'Venue d’un autre département : convoquée, son entretien approche.',
      { nom: 'NOEUD-MARIN', prenom: 'ELENA', sexe: 'F', naissance: '1988-09-12' },
      [{ ilYA: 6, ...ouvert, adresse: OURLET, cedant: { organisme: 'CAF', numero: '621' } }],
      { oubliee: false, absences: 0, delaiConvocation: 0, attente: 7 },
    ),
    une(
      'Sans domicile fixe, domicilié au centre communal : orienté vers la remobilisation.',
      { nom: 'OURSIN', prenom: 'PATRICK', sexe: 'H', naissance: '1969-03-08' },
      [{ ilYA: 40, ...ouvert, adresse: TRAME, sansDomicileFixe: true }],
      {
        oubliee: false,
        absences: 0,
        delaiConvocation: 0,
        attente: 3,
        reflexion: 1,
        telephone: null,
        synthese: 'Dort à l’accueil de nuit depuis l’été. Suivi médical interrompu.',
        reponses: reponses({
          logement: { severite: 'lourd', aide: true },
          sante: { severite: 'lourd', aide: true },
          disponibilite: 'aucune',
          autonomie: 'moyenne',
          experience: 'eloignee',
        }),
      },
    ),
    une(
      'Vingt-deux ans : orientée vers la mission locale.',
      { nom: 'PELOTE', prenom: 'INAYA', sexe: 'F', naissance: '2004-05-19' },
      [{ ilYA: 33, ...ouvert, adresse: TRAME }],
      {
        oubliee: false,
        absences: 0,
        delaiConvocation: 0,
        attente: 3,
        reflexion: 0,
        telephone: '0639980007',
        reponses: reponses({
          famille: { severite: 'leger', aide: true },
          disponibilite: 'proche',
          autonomie: 'moyenne',
          experience: 'moyenne',
        }),
      },
    ),
    une(
      'Reconnue travailleuse handicapée : orientée vers Cap emploi.',
      { nom: 'QUENOUILLE', prenom: 'SYLVIE', sexe: 'F', naissance: '1978-12-01' },
      [{ ilYA: 30, ...ouvert, adresse: FUSEAU }],
      {
        oubliee: false,
        absences: 0,
        delaiConvocation: 0,
        attente: 3,
        reflexion: 0,
        telephone: '0639980008',
        reponses: reponses({
          sante: { severite: 'leger', aide: true },
          rqth: true,
          disponibilite: 'proche',
          autonomie: 'moyenne',
          experience: 'moyenne',
        }),
      },
    ),
    une(
      'Ses revenus sont passés au-dessus puis au-dessous de 500 € : le délai a recommencé.',
      { nom: 'RUBAN', prenom: 'THIERRY', sexe: 'H', naissance: '1980-08-25' },
      [
        { ilYA: 75, ...ouvert, adresse: NAVETTE },
        { ilYA: 50, ...ouvert, soumis: false },
        { ilYA: 5, ...ouvert },
      ],
      { oubliee: true },
    ),
    une(
      'Radiée au printemps, de retour : elle entre de nouveau.',
      { nom: 'SOIE', prenom: 'GHISLAINE', sexe: 'F', naissance: '1964-10-10' },
      [
        { ilYA: 1000, ...ouvert, adresse: OURLET },
        { ilYA: 95, etat: '5', motif: 'RFD' },
        { ilYA: 8, ...ouvert },
      ],
      { oubliee: false, absences: 0, delaiConvocation: 0, attente: 9 },
    ),
    une(
      'Suspendu deux mois faute de déclaration, de retour : il a repris avec le même référent, sans démarche.',
      { nom: 'TRAMAIL', prenom: 'BRUNO', sexe: 'H', naissance: '1975-04-04' },
      [
        { ilYA: 130, ...ouvert, adresse: TRAME },
        { ilYA: 70, etat: '4', motif: '06' },
        { ilYA: 12, ...ouvert },
      ],
      {
        oubliee: false,
        absences: 0,
        delaiConvocation: 0,
        attente: 3,
        reflexion: 1,
        telephone: '0639980011',
        reponses: reponses({
          budget: { severite: 'leger', aide: true },
          sante: { severite: 'lourd', aide: true },
          autonomie: 'moyenne',
          experience: 'eloignee',
        }),
      },
    ),
    une(
      'Arrivée cette semaine par le flux quotidien : à convoquer.',
      { nom: 'VELOURS', prenom: 'MARIAM', sexe: 'F', naissance: '1990-07-14' },
      [{ ilYA: 2, ...ouvert, adresse: TRAME }],
      { oubliee: true },
    ),
  ]
}
