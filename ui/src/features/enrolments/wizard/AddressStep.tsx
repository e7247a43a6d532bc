import { useMemo } from "react";
import type { Address } from "../../../backend/generated/Address";
import { Field, Suggest } from "../../../shared";
import { nl } from "../../../texts/nl";
import { useWizard } from "./context";
import { useSaidAt } from "./said";

const words = nl.enrol.address;

/** Where the pupil lives. The postcode brings its municipality along, and the other way round. */
export function AddressStep() {
  const { form, set, choices } = useWizard();
  const { address } = form;
  const put = (change: Partial<Address>) =>
    set((now) => ({ ...now, address: { ...now.address, ...change } }));
  const places = choices?.places ?? [];
  const byPostcode = useMemo(
    () => places.map(({ postcode, municipality }) => ({ value: postcode, label: municipality })),
    [places],
  );
  const byName = useMemo(
    () => places.map(({ postcode, municipality }) => ({ value: municipality, label: postcode })),
    [places],
  );
  const postcode = useSaidAt("postcode", address.postcode);
  const municipality = useSaidAt("municipality", address.municipality);
  return (
    <div className="enrol-fields">
      <Field
        className="wide"
        label={words.street}
        value={address.street}
        maxLength={100}
        onChange={(street) => put({ street })}
      />
      <Field
        label={words.number}
        value={address.number}
        maxLength={20}
        onChange={(number) => put({ number })}
      />
      <Field
        label={words.postbox}
        value={address.postbox}
        maxLength={20}
        onChange={(postbox) => put({ postbox })}
      />
      <Suggest
        label={words.postcode}
        value={address.postcode}
        inputMode="numeric"
        maxLength={10}
        error={postcode.error}
        hint={postcode.hint}
        suggestions={byPostcode}
        onChange={(text) => {
          const found = places.filter((place) => place.postcode === text.trim());
          put({
            postcode: text,
            ...(found.length === 1 ? { municipality: found[0]?.municipality ?? "" } : {}),
          });
        }}
        onTake={({ value, label }) => put({ postcode: value, municipality: label ?? "" })}
      />
      <Suggest
        label={words.municipality}
        value={address.municipality}
        error={municipality.error}
        hint={municipality.hint}
        suggestions={byName}
        onChange={(text) => put({ municipality: text })}
        onTake={({ value, label }) => put({ municipality: value, postcode: label ?? "" })}
      />
      <Suggest
        className="wide"
        label={words.country}
        value={address.country}
        hint={words.countryHint}
        suggestions={(choices?.countries ?? []).map((value) => ({ value }))}
        onChange={(country) => put({ country })}
      />
    </div>
  );
}
