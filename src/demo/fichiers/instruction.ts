/** Plainly fictitious instructions, for the demo and for tests: NIRs of communes that don't exist, example.org, numbers in 06 39 98. */
export type UneInstruction = {
  numero?: string
  matricule?: string
  organisme?: string
  numeroOrganisme?: string
  role?: string
  nom?: string
  prenom?: string
  dateNaissance?: string
  nir?: string
  modes?: Partial<Record<'NUMTEL' | 'NATTEL' | 'MATETEL' | 'AUTORUTITEL' | 'ADRELEC' | 'AUTORUTIADRELEC', string>>[]
  dsp?: string
  suivi?: string
  parcours?: string
}

const balise = (nom: string, valeur: string | undefined) => (valeur === undefined ? '' : `<${nom}>${valeur}</${nom}>`)

/** Answers of a person without a licence, in debt, lodged by a parent. */
export const DSP_INVENTEES = `<GeneraliteDSPP><SITPERSDEMRSA>0107</SITPERSDEMRSA><TOPCOUVSOC>1</TOPCOUVSOC></GeneraliteDSPP>
<SituationSociale><CommunSituationSociale><ACCOSOCFAM>N</ACCOSOCFAM></CommunSituationSociale>
<DetailDifficulteSituationSociale><DIFSOC>0402</DIFSOC></DetailDifficulteSituationSociale>
<DetailDifficulteSituationSociale><DIFSOC>0406</DIFSOC></DetailDifficulteSituationSociale>
<DetailDifficulteDisponibilite><DIFDISP>0514</DIFDISP></DetailDifficulteDisponibilite></SituationSociale>
<NiveauEtude><NIVETU>1204 </NIVETU><NIVDIPMAXOBT>2604</NIVDIPMAXOBT></NiveauEtude>
<SituationProfessionnelle><HISPRO>1903</HISPRO><LIBDERACT>Fileuse</LIBDERACT><CESSDERACT>2701</CESSDERACT></SituationProfessionnelle>
<Mobilite><CommunMobilite><TOPMOYLOCO>0</TOPMOYLOCO><TOPPERMICONDUB>0</TOPPERMICONDUB></CommunMobilite></Mobilite>
<DifficulteLogement><CommunDifficulteLogement><NATLOG>0909</NATLOG></CommunDifficulteLogement></DifficulteLogement>`

/** The journey worked out at the claim (NATPARCOCAL), and the appointment of who decides. */
export const unParcours = (d: { calcule?: string; organisme?: string; commune?: string; rendezVous?: string } = {}) =>
  `<Parcours><DeterminationParcours><NATPARCOCAL>${d.calcule ?? 'AS'}</NATPARCOCAL></DeterminationParcours>
<OrganismeDecisionOrientation><RAISOCORGDECIORIE>${d.organisme ?? 'Maison des essais'}</RAISOCORGDECIORIE><NOMCOM>${d.commune ?? 'VILLE ESSAI'}</NOMCOM>
<DTRVORGDECIORIE>${d.rendezVous ?? '2025-03-20'}</DTRVORGDECIORIE><HRRVORGDECIORIE>09:30:00</HRRVORGDECIORIE></OrganismeDecisionOrientation></Parcours>`

function personneXml(p: UneInstruction): string {
  return `<Personne><Identification><NOM>${p.nom ?? 'ESSAI-TISSAGE'}</NOM>${balise('PRENOM', p.prenom ?? 'CAMILLE')}
<DTNAI>${p.dateNaissance ?? '1985-04-12'}</DTNAI>${balise('NIR', p.nir)}<SEXE>2</SEXE></Identification>
<Prestations><NATPREST>RSA</NATPREST><ROLEPERS>${p.role ?? 'DEM'}</ROLEPERS></Prestations>${p.suivi ?? ''}
${p.dsp === undefined ? '' : `<DonneesSocioProfessionnelles>${p.dsp}</DonneesSocioProfessionnelles>`}${p.parcours ?? ''}</Personne>`
}

const identification = (d: UneInstruction, personne = '') => `<IdentificationRSA>
<Organisme><FONORG>${d.organisme ?? 'CAF'}</FONORG><NUMORG>${d.numeroOrganisme ?? '591'}</NUMORG>${balise('MATRICULE', d.matricule)}</Organisme>
<DemandeRSA>${balise('NUMDEMRSA', d.numero)}</DemandeRSA>${personne}</IdentificationRSA>`

/** One InfoDemandeRSA of VIRS0901. */
export const uneInstruction = (d: UneInstruction): string => `<InfoDemandeRSA>${identification(d)}${personneXml(d)}
<DonneesAdministratives>${(d.modes ?? [])
  .map(
    m =>
      `<ModesContacts>${Object.entries(m)
        .map(([nom, v]) => balise(nom, v))
        .join('')}</ModesContacts>`,
  )
  .join(
    '',
  )}<Paiement><RIB><IBAN><NUMDEBIBAN>FR76</NUMDEBIBAN><NUMCOMPTBAN>SECRET00001</NUMCOMPTBAN></IBAN></RIB></Paiement>
</DonneesAdministratives></InfoDemandeRSA>`

/** One InfoDemandeRSA of VIRD0201: the person stands in IdentificationRSA. */
export const unRecueil = (d: UneInstruction): string =>
  `<InfoDemandeRSA>${identification(d, personneXml(d))}</InfoDemandeRSA>`

/** A whole flow around records; `nature` I: instructions, R: new collections. */
export function fluxInstruction(
  demandes: string[],
  { nature = 'I', date = '2025-03-07', annonces = demandes.length, encodage = 'UTF-8' } = {},
): string {
  return `<?xml version="1.0" encoding="${encodage}"?>
<Racine><IdentificationFlux><APPLIEME>NRA</APPLIEME><NUMVERSIONAPPLIEME>1500</NUMVERSIONAPPLIEME><TYPEFLUX>I</TYPEFLUX>
<NATFLUX>${nature}</NATFLUX><DTCREAFLUX>${date}</DTCREAFLUX><HEUCREAFLUX>03:00:17.52</HEUCREAFLUX></IdentificationFlux>
${demandes.join('\n')}
<TransmissionFlux><NBTOTDEMRSATRANSM>${annonces}</NBTOTDEMRSATRANSM></TransmissionFlux></Racine>`
}
