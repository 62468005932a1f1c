import { balise, bool, echapper, jour, montant, trimestreDeclare } from './balises.ts'
import { conjoint, demandeur, type Foyer, type Monde, type Personne } from './foyer.ts'
import { pioche, tirage } from './hasard.ts'
import { identite } from './identite.ts'
import { ageLe, dernierJour, premierJour } from './jours.ts'
import { autreRessource } from './montants.ts'
import { STOCK } from './taux.ts'

const CLE = { franceTravail: 20, dossier: 21, metier: 22, sansEmploi: 23 }

/** One Personne of VRSB0801, ending with a line feed. */
export function personneXml(monde: Monde, foyer: Foyer, p: Personne, mois: number): string {
  const adulte = p.role === 'DEM' || p.role === 'CJT'
  const i = identite(monde, p)
  const prestation = (nature: string) =>
    `<Prestations>${balise('NATPREST', nature)}${balise('ROLEPERS', p.role)}${bool('TOPCHAPERS', nature === 'RSA' || !adulte)}</Prestations>\n`
  return `<Personne>
<Identification>${adulte ? balise('QUAL', p.sexe === 2 ? 'MME' : 'MR ') : ''}${balise('NOM', echapper(i.nom))}${balise('NOMNAI', echapper(i.nomNaissance))}${balise('PRENOM', echapper(i.prenom))}
${balise('NOMCOMNAI', echapper(i.communeNaissance))}${balise('DTNAI', i.naissance)}${balise('TYPEDTNAI', i.precision)}${i.nir ? balise('NIR', i.nir) : ''}${bool('TOPVALIEC', i.certifiee)}${balise('SEXE', p.sexe)}</Identification>
<DossierCAF>${bool('TOPRESPDOS', p.role === 'DEM')}${jour('DDRATDOS', p.rattacheeLe)}${p.precedente ? balise('NUMDEMRSAPRECE', p.precedente) : ''}</DossierCAF>
${prestation('PFA')}${prestation('RSA')}${adulte ? adulteXml(monde, foyer, p, mois) : chargeXml(monde, foyer, p, mois)}</Personne>
`
}

function adulteXml(monde: Monde, foyer: Foyer, p: Personne, mois: number): string {
  const { graine } = monde
  const inscrit = tirage(graine, p.id, CLE.franceTravail) < STOCK.inscritsFranceTravail
  const numero = tirage(graine, p.id, CLE.dossier)
  const dossier = `${String(Math.floor(numero * 1e7)).padStart(7, '0')}${pioche('ABCDEFGHJKLMNPQRSTVWXYZ'.split(''), (numero * 1e7) % 1)}`
  // A file waiting for its decision, refused or closed has no calculation for the person.
  const calcul = foyer.etat === '0' || foyer.etat === '1' ? '' : devoirsXml(p)
  return `${inscrit ? `<DossierPoleEmploi>${balise('IDASSEDIC', dossier)}</DossierPoleEmploi>\n` : ''}${ressourcesXml(monde, foyer, p, mois)}${calcul}${activitesXml(monde, p, mois)}`
}

const devoirsXml = (p: Personne): string =>
  `<MontantCalculDroitRSAPersonne>${bool('TOPPERSDRODEVORSA', p.sdd)}${bool('TOPPERSENTDRODEVORSA', p.entrante)}${montant('MTPERSRESSMENRSA', p.revenu)}</MontantCalculDroitRSAPersonne>\n`

/**
 * The three months of the declared quarter: earned income around its mean (NATRESS 001), else unemployment benefit (010), else
 * nothing (000).
 */
function ressourcesXml(monde: Monde, foyer: Foyer, p: Personne, mois: number): string {
  const { premier, dernier } = trimestreDeclare(foyer, mois)
  const autre = autreRessource(monde.graine, p)
  const ecart = Math.floor(p.revenu * 0.15)
  const details = [-ecart, 0, ecart].map((delta, rang) => {
    const lignes =
      p.revenu > 0 ? ligneXml('001', p.revenu + delta) : autre > 0 ? ligneXml('010', autre) : ligneXml('000', 0)
    const heures = String(Math.min(150, Math.floor((p.revenu + delta) / 9.3))).padStart(3, '0')
    return `<RessourcesMensuelles><GeneraliteRessourcesMensuelles>${jour('MOISRESS', premierJour(premier + rang))}${balise('NBHEUMENTRA', heures)}</GeneraliteRessourcesMensuelles>${lignes}</RessourcesMensuelles>\n`
  })
  return `<Ressources><GeneraliteRessourcesTrimestre>${bool('TOPRESSNUL', p.revenu === 0 && autre === 0)}${jour('DDRESS', premierJour(premier))}${jour('DFRESS', dernierJour(dernier))}</GeneraliteRessourcesTrimestre>
${details.join('')}</Ressources>\n`
}

const ligneXml = (nature: string, euros: number): string =>
  `<DetailRessourcesMensuelles>${balise('NATRESS', nature)}${montant('MTNATRESSMEN', euros)}</DetailRessourcesMensuelles>`

/** [ACT, NATCONTRTRA] of those who work. */
const METIERS = [
  ['SAL', 'CDD'],
  ['SAL', 'CDI'],
  ['INT', 'INT'],
  ['SAL', 'CUI'],
  ['AEN', 'AEN'],
  ['AMA', ''],
] as const

/** One thing a person does or did: ACT, first and last day (0: it goes on), NATCONTRTRA. */
type Activite = { code: string; debut: number; fin: number; contrat: string }

const activiteXml = ({ code, debut, fin, contrat }: Activite): string =>
  `<Activite><REG>GE</REG>${balise('ACT', code)}${jour('DDACT', debut)}${fin ? jour('DFACT', fin) : ''}${contrat ? balise('NATCONTRTRA', contrat) : ''}</Activite>\n`

/** What a person does in month `mois`, in the order it is told. */
export function activitesDe({ graine }: Monde, p: Personne, mois: number): Activite[] {
  const une = (code: string, debut: number, fin = 0, contrat = ''): Activite => ({ code, debut, fin, contrat })
  if (p.role === 'AUT') return [une('SAC', p.rattacheeLe)]
  if (p.role === 'ENF') {
    const age = ageLe(p.naissance, dernierJour(mois))
    const anniversaire = (ans: number) => p.naissance + Math.ceil(ans * 365.25)
    // School is compulsory from 3 to 16 (code de l’éducation L131-1).
    if (age < 3) return [une('NOB', p.naissance)]
    return [age < 16 ? une('SCO', anniversaire(3)) : une('ETU', anniversaire(16))]
  }
  const [code, contrat] = pioche(METIERS, tirage(graine, p.id, CLE.metier, p.activiteDepuis))
  if (p.revenu > 0) return [une(code, p.activiteDepuis, 0, contrat)]
  const sansEmploi = pioche(['SAC', 'CHO', 'ANP', 'CNI', 'ASS', 'INP'], tirage(graine, p.id, CLE.sansEmploi) ** 1.5)
  if (p.activiteFin === 0) return [une(sansEmploi, p.rattacheeLe)]
  return [une(code, p.activiteDepuis, p.activiteFin, contrat), une('CHO', p.activiteFin + 1)]
}

const activitesXml = (monde: Monde, p: Personne, mois: number): string =>
  activitesDe(monde, p, mois).map(activiteXml).join('')

/** The persons a child or another person is attached to, with the kinship. */
export function parentsDe(foyer: Foyer, p: Personne): { parent: Personne; lien: string }[] {
  if (p.role === 'AUT') return [{ parent: demandeur(foyer), lien: 'FRE' }]
  if (p.role !== 'ENF') return []
  const autre = conjoint(foyer)
  return [demandeur(foyer), ...(p.duCouple && autre ? [autre] : [])].map(parent => ({ parent, lien: 'NAT' }))
}

const chargeXml = (monde: Monde, foyer: Foyer, p: Personne, mois: number): string =>
  parentsDe(foyer, p)
    .map(({ parent, lien }) => rattachementXml(monde, parent, lien))
    .join('') + activitesXml(monde, p, mois)

function rattachementXml(monde: Monde, parent: Personne, lien: string): string {
  const i = identite(monde, parent)
  return `<Rattachement>${balise('NOMNAI', echapper(i.nomNaissance))}${balise('PRENOM', echapper(i.prenom))}${balise('DTNAI', i.naissance)}${i.nir ? balise('NIR', i.nir) : ''}${balise('TYPEPAR', lien)}</Rattachement>\n`
}
