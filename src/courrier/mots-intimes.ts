/**
 * What an envelope shouldn't say of a person, whoever opens it: health, what is hard for them, what they answered (GDPR, articles 5
 * and 9). Beginnings of words, without accents: an accent forgotten hides nothing.
 */
const DEBUTS = [
  ...[
    'sante',
    'malad',
    'handicap',
    'rqth',
    'mdph',
    'addict',
    'alcool',
    'drogue',
    'toxico',
    'depress',
    'psych',
    'medic',
    'medec',
    'hopita',
  ],
  ...[
    'hospital',
    'cancer',
    'soigne',
    'grossesse',
    'enceinte',
    'invalid',
    'frein',
    'logement',
    'hebergement',
    'expuls',
    'mobilite',
  ],
  ...[
    'budget',
    'dette',
    'surendett',
    'illettr',
    'violence',
    'prison',
    'detenu',
    'incarcer',
    'judiciaire',
    'separation',
    'divorce',
  ],
]
const INTIMES = new RegExp(`(?<![a-z])(${DEBUTS.join('|')})`)

/** Whether a text to be printed in a letter seems to tell such things: said to who writes it, never refused. */
export const semblentIntimes = (texte: string): boolean =>
  INTIMES.test(texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())
