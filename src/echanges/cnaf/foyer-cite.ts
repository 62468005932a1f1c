import { type Bloc, valeur } from '../../lecture/xml/bloc.ts'

/** The household a financial flow speaks of. */
export type FoyerCite = {
  organisme: 'CAF' | 'MSA'
  numeroOrganisme: string
  matricule: string
  numeroDemandeRsa: string
}

/** Reads IdentificationRSA; a `refus` says what is missing to know the household. */
export function lireFoyerCite(bloc: Bloc): FoyerCite | { champ: string; refus: string } {
  const lu = (chemin: string) => valeur(bloc, `IdentificationRSA/${chemin}`)
  const organisme = lu('Organisme/FONORG')
  if (organisme !== 'CAF' && organisme !== 'MSA') return { champ: 'FONORG', refus: 'CAF ou MSA attendu' }
  const numeroDemandeRsa = lu('DemandeRSA/NUMDEMRSA')
  if (numeroDemandeRsa === null || !/^\w{1,15}$/.test(numeroDemandeRsa))
    return { champ: 'NUMDEMRSA', refus: 'numéro de demande RSA absent ou illisible : le foyer ne peut être connu' }
  return {
    organisme,
    numeroDemandeRsa,
    numeroOrganisme: lu('Organisme/NUMORG') ?? '',
    matricule: lu('Organisme/MATRICULE') ?? '',
  }
}
