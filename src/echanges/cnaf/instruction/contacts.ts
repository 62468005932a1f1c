import { estAdresseElectronique } from '../../../lecture/adresse-electronique.ts'
import { lireTelephone } from '../../../lecture/telephone.ts'
import { type Bloc, valeur } from '../../../lecture/xml/bloc.ts'

/** A way to reach the person as the flow allows it: the value only with her agreement; a refusal keeps none; null: nothing to say. */
type Moyen = { valeur: string; accord: true } | { valeur: null; accord: false } | null
export type Contacts = { telephone: Moyen; courriel: Moyen }

const AUTORISATION = /^[ARI]$/

/**
 * The phone and the e-mail of ModesContacts blocks (interop.md §A5). Kept only when AUTORUTITEL or AUTORUTIADRELEC is A (agreement);
 * R (refusal) is kept without the value, I (unknown) and anything else aren't (domaine.md §8: least data). A fax isn't a phone.
 * A mobile is preferred, then the home number.
 */
export function lireContacts(modes: readonly Bloc[], noter: (champ: string, motif: string) => void): Contacts {
  const telephones: { numero: string; rang: number }[] = []
  const courriels: string[] = []
  const refus = { telephone: false, courriel: false }
  const autorisation = (mode: Bloc, balise: string, dit: string | null) => {
    const code = valeur(mode, balise)
    if (dit !== null && (code === null || !AUTORISATION.test(code)))
      noter(balise, 'A, R ou I attendu : coordonnée non reprise, faute d’accord connu')
    return code
  }
  for (const mode of modes) {
    const numero = valeur(mode, 'MATETEL') === 'FAX' ? null : valeur(mode, 'NUMTEL')
    const accordTel = autorisation(mode, 'AUTORUTITEL', numero)
    if (accordTel === 'R') refus.telephone = true
    if (accordTel === 'A' && numero !== null) {
      const lu = lireTelephone(numero)
      if ('refus' in lu) noter('NUMTEL', 'numéro impossible à appeler : non repris')
      else {
        const rang = /^0[67]/.test(lu.numero) ? 0 : valeur(mode, 'NATTEL') === 'D' ? 1 : 2
        telephones.push({ numero: lu.numero, rang })
      }
    }
    const adresse = valeur(mode, 'ADRELEC')?.toLowerCase() ?? null
    const accordCourriel = autorisation(mode, 'AUTORUTIADRELEC', adresse)
    if (accordCourriel === 'R') refus.courriel = true
    if (accordCourriel === 'A' && adresse !== null) {
      if (estAdresseElectronique(adresse)) courriels.push(adresse)
      else noter('ADRELEC', 'adresse électronique incomplète : non reprise')
    }
  }
  const [telephone] = telephones.toSorted((a, b) => a.rang - b.rang)
  const moyen = (lu: string | undefined, refuse: boolean): Moyen =>
    lu !== undefined ? { valeur: lu, accord: true } : refuse ? { valeur: null, accord: false } : null
  return {
    telephone: moyen(telephone?.numero, refus.telephone),
    courriel: moyen(courriels[0], refus.courriel),
  }
}
