type NumeroLu = { numero: string } | { refus: string }

/**
 * A telephone number in one form: ten digits for a number of the French plan, overseas included (« 06 39 98 00 01 »,
 * « +33 6… »), « + » and digits (E.164) for another country. Refused, with what to write, when it can't be dialled.
 */
export function lireTelephone(saisie: string): NumeroLu {
  const compact = saisie.replace(/[\s.\-()/\u00a0\u202f]/g, '').replace(/^00/, '+')
  if (/[^\d+]/.test(compact))
    return { refus: 'Un numéro de téléphone n’a que des chiffres, par exemple 06 39 98 00 01.' }
  const national = compact.replace(/^\+330?/, '0')
  if (national.startsWith('+')) {
    return /^\+[1-9]\d{6,14}$/.test(national)
      ? { numero: national }
      : {
          refus:
            'Ce numéro étranger est incomplet : écrivez l’indicatif du pays puis le numéro, par exemple +32 470 00 00 00.',
        }
  }
  if (!/^0[1-9]/.test(national)) {
    return {
      refus:
        'Un numéro français commence par 0, par exemple 06 39 98 00 01. D’un autre pays, commencez par + et l’indicatif.',
    }
  }
  if (national.length !== 10) {
    const ecart = national.length < 10 ? 'trop court' : 'trop long'
    return { refus: `Ce numéro est ${ecart} : un numéro français a 10 chiffres, celui-ci en a ${national.length}.` }
  }
  if (/^08/.test(national)) return { refus: 'Ce numéro est celui d’un service : écrivez celui de la personne.' }
  return { numero: national }
}
