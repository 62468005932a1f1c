import iconv from 'iconv-lite'

/** Plainly fictitious files of France Travail, for the demonstration and for tests. */
export type UnDossier = { identite?: Record<string, string>; signature?: string; entretien?: string; dans?: string }

const balises = (valeurs: Record<string, string>) =>
  Object.entries(valeurs)
    .map(([nom, v]) => `<${nom}>${v}</${nom}>`)
    .join('')

/** A monthly PECG file, in ISO-8859-1 as it comes. */
export function fichierPecg(
  dossiers: UnDossier[],
  { annonces = dossiers.length, departement = '59', reference = '2025-02-28', fabrication = '2025-03-05' } = {},
): Buffer {
  return iconv.encode(
    `<?xml version="1.0" encoding="ISO-8859-1"?>
<fichier-PE-CG><entete><fichier>PECG</fichier><periodicite>M</periodicite><departement>${departement}</departement>
<date-reference>${reference}</date-reference><date-fabrication>${fabrication}</date-fabrication><version>001,0</version></entete>
${dossiers
  .map(({ identite, signature, entretien, dans }) => {
    const lue = identite ? balises(identite) : ''
    const ppae = [
      signature === undefined ? '' : `<date-signature>${signature}</date-signature>`,
      entretien === undefined ? '' : `<date-dernier-ent>${entretien}</date-dernier-ent>`,
    ].join('')
    return `<dossier>${dans ? `<${dans}>${lue}</${dans}>` : lue}${ppae && `<ppae>${ppae}</ppae>`}</dossier>`
  })
  .join('\n')}
<fin><departement>${departement}</departement><date-reference>${reference}</date-reference><nb-dossiers>${String(annonces).padStart(7, '0')}</nb-dossiers></fin></fichier-PE-CG>`,
    'iso88591',
  )
}

const COLONNES =
  'identifiant_unique_de;civilite;nom;prenom;lieu_naissance;code_lieu_naissance;date_naissance;adresse_ligne2;adresse_ligne3;adresse_ligne4;adresse_ligne5;adresse_ligne6;departement;dr;rome_1;appelation_rome_1;rome_2;appelation_rome_2;mrech.axetravailprincipal;mrech.axetravailsecondaire;der_entretien_ppae;der_entretien;inscription;code_motif_inscription;motif_inscription;categorie_inscription;struct_principale;referent_civilite;referent_nom;referent_prenom;referent_mail;code_safir;modalite_accompagnement;struct_suivi;suivi_debut;suivi_fin_prev;dif_financiere;dif_admin_jur;dif_sante;dif_logement;dif_transport;dif_inser_com;dif_familiale;brsa'
const COLONNES_ACTIONS =
  'identifiant_unique_de;codeaction;lblaction;objectif_formation;date_prescription;date_realisation_action;date_prev_debut;date_debut;date_fin;formation;adr.dc_commune_id'

const table = (colonnes: string, lignes: Record<string, string>[]) =>
  [
    colonnes,
    ...lignes.map(l =>
      colonnes
        .split(';')
        .map(c => l[c] ?? 'NULL')
        .join(';'),
    ),
  ].join('\r\n')

/** The « principal » extraction: columns left out say NULL. */
export const fichierPrincipal = (lignes: Record<string, string>[]): string => table(COLONNES, lignes)
export const fichierActions = (lignes: Record<string, string>[]): string => table(COLONNES_ACTIONS, lignes)
