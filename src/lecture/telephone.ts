import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'

type NumeroLu = { numero: string } | { refus: string }

/** Countries of the French numbering plan: the same ten digits dial them from all of it. */
const PLAN_FRANCAIS: readonly CountryCode[] = ['FR', 'GP', 'BL', 'MF', 'GF', 'MQ', 'RE', 'YT', 'PM']

/**
 * A telephone number in one form: ten digits for a number of the French plan, overseas included (« 06 39 98 00 01 », « +33 6… »,
 * « 336… », « +262 692… »), « + » and digits (E.164) for another country. Refused, with what to write, when it can't be dialled.
 */
export function lireTelephone(saisie: string): NumeroLu {
  const nu = sansHabillage(saisie)
  if (/[^\d+\s.\-()/\u2010-\u2015]/u.test(nu))
    return { refus: 'Un numéro de téléphone n’a que des chiffres, par exemple 06 39 98 00 01.' }
  const lu = parsePhoneNumberFromString(nu, 'FR')
  const chiffres = nu.replace(/\D/g, '')
  const etranger = /^(\+|00)/.test(nu.replace(/[\s(]/g, ''))
  // « 336… » lost its « + »; nine figures alone may be a number cut short.
  const entier = etranger || /^(0|33\d{9}$)/.test(chiffres)
  if (lu && entier && estFrancais(lu)) return lireFrancais(`0${lu.nationalNumber}`)
  if (lu?.isPossible() && etranger) return { numero: lu.number }
  if (etranger && !/^(\+|00)33/.test(nu.replace(/[\s(]/g, '')))
    return {
      refus:
        'Ce numéro étranger est incomplet : écrivez l’indicatif du pays puis le numéro, par exemple +32 470 00 00 00.',
    }
  if (!/^0[1-9]/.test(chiffres))
    return {
      refus:
        'Un numéro français commence par 0, par exemple 06 39 98 00 01. D’un autre pays, commencez par + et l’indicatif.',
    }
  return lireFrancais(chiffres)
}

/** What spreadsheets and copies put around a number: marks that nobody sees, an apostrophe, « tel: », the « .0 » of a decimal. */
const sansHabillage = (saisie: string): string =>
  saisie
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/^['’]|^tel:/i, '')
    .replace(/^(\+?\d{9,})[.,]0+$/, '$1')

function estFrancais(lu: { country?: CountryCode; countryCallingCode: string; nationalNumber: string }): boolean {
  const reunion = lu.country === undefined && ['262', '590', '594', '596', '508'].includes(lu.countryCallingCode)
  return (reunion || (lu.country !== undefined && PLAN_FRANCAIS.includes(lu.country))) && lu.nationalNumber.length === 9
}

function lireFrancais(national: string): NumeroLu {
  if (national.length !== 10) {
    const ecart = national.length < 10 ? 'trop court' : 'trop long'
    return { refus: `Ce numéro est ${ecart} : un numéro français a 10 chiffres, celui-ci en a ${national.length}.` }
  }
  if (/^08/.test(national)) return { refus: 'Ce numéro est celui d’un service : écrivez celui de la personne.' }
  return { numero: national }
}
