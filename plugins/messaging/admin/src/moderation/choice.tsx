import { SingleSelect, SingleSelectOption } from '@strapi/design-system';

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [value: T, shown: string])[];
  onChange(value: T): void;
}

/** One of a few, in a bar of filters. */
export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <SingleSelect size="S" aria-label={label} value={value} onChange={(chosen) => onChange(chosen as T)}>
      {options.map(([code, shown]) => <SingleSelectOption key={code} value={code}>{shown}</SingleSelectOption>)}
    </SingleSelect>
  );
}
