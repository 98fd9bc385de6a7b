import { Field, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { useText } from '../text';
import { SPANS, type Span, type Until } from './until';

/** For how long. */
export function UntilField({ until, error, onChange }: { until: Until; error: string | undefined; onChange(until: Until): void }) {
  const text = useText();
  const ofMoment = until.span === 'custom';
  return (
    <>
      <Field.Root {...(error !== undefined && !ofMoment ? { error } : {})}>
        <Field.Label>{text('until.label')}</Field.Label>
        <SingleSelect value={until.span} onChange={(span) => onChange({ ...until, span: span as Span })}>
          {SPANS.map((span) => <SingleSelectOption key={span} value={span}>{text(`until.${span}`)}</SingleSelectOption>)}
        </SingleSelect>
        <Field.Error />
      </Field.Root>
      {ofMoment ? (
        <Field.Root required {...(error === undefined ? {} : { error })}>
          <Field.Label>{text('until.moment')}</Field.Label>
          <TextInput type="datetime-local" value={until.moment} onChange={(event) => onChange({ ...until, moment: event.target.value })} />
          <Field.Error />
        </Field.Root>
      ) : null}
    </>
  );
}
