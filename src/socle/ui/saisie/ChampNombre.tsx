import { NumberInput, type NumberInputProps } from '@mantine/core'

type Props = Omit<NumberInputProps, 'value' | 'onChange'> & {
  value: number | null
  onChange: (nombre: number | null) => void
}

/** A whole number, or nothing. */
export function ChampNombre({ value, onChange, ...props }: Props) {
  return (
    <NumberInput
      {...props}
      allowDecimal={false}
      hideControls
      value={value ?? ''}
      onChange={saisi => onChange(saisi === '' ? null : Number(saisi))}
    />
  )
}
