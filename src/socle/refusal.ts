import type { Faute } from './saisie/faute.ts'

export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-many'
  | 'unsupported'

export const STATUS: Record<RefusalKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unsupported: 415,
  'too-many': 429,
}

/**
 * What a use case throws when it can't do what is asked: never a bug, always explained.
 * `code` is French kebab-case, `message` the sentence to show; neither ever holds personal data.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly code: string
  readonly champs: Faute[]
  /** Seconds after which trying again may serve. */
  readonly attendre: number | undefined
  /** Whose file asks first why it is opened. */
  readonly personneId: string | undefined
  /** What stands now in the place of what was asked for, when the same may be asked of it. */
  readonly actuel: string | undefined
  constructor(
    kind: RefusalKind,
    code: string,
    message: string,
    champs: Faute[] = [],
    { attendre, personneId, actuel }: { attendre?: number; personneId?: string; actuel?: string } = {},
  ) {
    super(message)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.champs = champs
    this.attendre = attendre
    this.personneId = personneId
    this.actuel = actuel
  }
}
