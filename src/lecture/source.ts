/** A file whose bytes can be read from their beginning as often as needed. */
export type Source = {
  fichier: string
  taille: number
  sha256: string
  /** Pieces of any size, in order. */
  octets: () => AsyncIterable<Buffer>
}

/** What the import under way tells those who wait: the step in French, how much of it is done. `total` null: it can't be known. */
export type Suivre = (etape: string, fait: number, total: number | null) => void
