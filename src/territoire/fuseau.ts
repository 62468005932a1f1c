/**
 * Time zone of each territory, by its code (IANA names). Days of the law and of delays are days there: what happens at 10 pm in
 * Pointe-à-Pitre is of that evening, though Paris is already the next day (décret n° 2017-292, legal time of each part of France). One
 * clock for French Polynesia, that of Tahiti, where nine in ten live: the Marquesas are half an hour ahead.
 */
const OUTRE_MER: Record<string, string> = {
  971: 'America/Guadeloupe',
  972: 'America/Martinique',
  973: 'America/Cayenne',
  974: 'Indian/Reunion',
  975: 'America/Miquelon',
  976: 'Indian/Mayotte',
  977: 'America/St_Barthelemy',
  978: 'America/Marigot',
  986: 'Pacific/Wallis',
  987: 'Pacific/Tahiti',
  988: 'Pacific/Noumea',
}

/** The clock of every département of mainland France and of Corsica. */
export const FUSEAU_METROPOLE = 'Europe/Paris'

/** The time zone in which a territory keeps its days and its hours. */
export const fuseauDe = (territoire: string): string => OUTRE_MER[territoire] ?? FUSEAU_METROPOLE
