import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { Button } from "./Button";
import { DayField } from "./DayField";
import { Form } from "./Form";

function One(props: { start: string; optional?: boolean; save: (day: string) => void }) {
  const [day, setDay] = useState(props.start);
  return (
    <>
      <Form onSubmit={() => props.save(day)}>
        <DayField label="Dag" value={day} optional={props.optional} onChange={setDay} />
        <Button submit>Bewaren</Button>
      </Form>
      <aside className="panel">
        <DayField label="Andere dag" value={day} optional={props.optional} onChange={setDay} />
        <Button kind="primary" onClick={() => props.save(day)}>
          Doen
        </Button>
      </aside>
      <Button onClick={() => setDay("2026-12-01")}>Eerste</Button>
    </>
  );
}

function shown(start: string, optional?: boolean) {
  const save = vi.fn();
  render(<One start={start} optional={optional} save={save} />);
  const field = screen.getByLabelText<HTMLInputElement>("Dag");
  return { save, field, user: userEvent.setup() };
}

const press = (name: string) => screen.getByRole("button", { name });

it("keeps a day that does not exist in the field, and says what holds meanwhile", async () => {
  const { user, field, save } = shown("2026-11-21");
  await user.clear(field);
  await user.type(field, "31/2/26");
  expect(field.getAttribute("aria-invalid")).toBeNull();
  await user.tab();
  expect(field.value).toBe("31/2/26");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  screen.getByText(/“31\/2\/26” is geen dag .* geldt 21\/11\/2026/);
  await user.click(press("Bewaren"));
  expect(save).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(field);
  await user.clear(field);
  await user.type(field, "1/3/2026{Enter}");
  expect(save).toHaveBeenCalledWith("2026-03-01");
});

it("lets no primary button go past it", async () => {
  const { user, save } = shown("", true);
  const other = screen.getByLabelText<HTMLInputElement>("Andere dag");
  await user.type(other, "morgen");
  await user.click(press("Doen"));
  expect(save).not.toHaveBeenCalled();
  expect(other.value).toBe("morgen");
  screen.getByText(/“morgen” is geen dag .* maak het veld leeg/);
  await user.clear(other);
  await user.click(press("Doen"));
  expect(save).toHaveBeenCalledWith("");
});

it("gives way to a day that comes from elsewhere", async () => {
  const { user, field } = shown("2026-11-21");
  await user.clear(field);
  await user.type(field, "99/99/9999");
  await user.click(press("Eerste"));
  expect(field.value).toBe("01/12/2026");
  expect(field.getAttribute("aria-invalid")).toBeNull();
});
