import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useLocation } from "wouter";
import type { SessionState } from "../backend/generated/SessionState";
import { useRead } from "../backend/queries";
import { date, fold, number } from "../shared/format";
import { batchText, nl } from "../texts/nl";
import { PLACES } from "./routes";

interface Option {
  key: string;
  group: string;
  label: string;
  detail?: string;
  run: () => void;
}

const REGISTER = /\b(aanwezigheden|register|weekregister)\b\s*(van\b)?/i;
const YEAR = /\bjaarkalender\b\s*(van\b)?/i;

/** What is looked for, of "aanwezigheden van 4B" and "Peeters jaarkalender". */
function withoutScreen(text: string): string {
  return text.replace(REGISTER, " ").replace(YEAR, " ").trim();
}

/** One search for everything: pupils, classes, screens, actions. */
export function Palette({
  state,
  onClose,
  onUndo,
  onRedo,
  onHelp,
}: {
  state: SessionState;
  onClose: () => void;
  onUndo: () => void;
  onRedo: () => void;
  onHelp: () => void;
}) {
  const words = nl.app.search;
  const id = useId();
  const [, go] = useLocation();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  // Enter was pressed before the answer to what stands there came.
  const [entered, setEntered] = useState(false);
  const wished = withoutScreen(text).slice(0, 100);
  const asked = useDeferredValue(wished);
  const answer = useRead("search", { text: asked }, { enabled: asked.length > 0 });

  const options = useMemo(() => {
    const wanted = fold(text.trim());
    const has = (label: string) => wanted.split(/\s+/).every((part) => fold(label).includes(part));
    const actions = nl.app.actions;
    const fixed: Option[] = [
      ...PLACES.map((place) => ({
        key: place.path,
        group: words.screens,
        label: place.label,
        run: () => go(place.path),
      })),
      {
        key: "enrol",
        group: words.actions,
        label: actions.enrol,
        detail: "Ctrl I",
        run: () => go("/inschrijven"),
      },
      {
        key: "move",
        group: words.actions,
        label: actions.move,
        run: () => go("/inschrijven/verplaatsen"),
      },
      {
        key: "state",
        group: words.actions,
        label: actions.state,
        run: () => go("/inschrijven/stand"),
      },
      {
        key: "new-year",
        group: words.actions,
        label: actions.newYear,
        run: () => go("/inschrijven/schooljaar"),
      },
      {
        key: "new",
        group: words.actions,
        label: actions.newPupil,
        run: () => go("/leerlingen/nieuw"),
      },
      {
        key: "doubles",
        group: words.actions,
        label: actions.doubles,
        run: () => go("/leerlingen/dubbel"),
      },
      { key: "import", group: words.actions, label: actions.import, run: () => go("/migratie") },
      { key: "print", group: words.actions, label: actions.print, run: () => go("/barcodes") },
      { key: "scan", group: words.actions, label: actions.scan, run: () => go("/scannen") },
      {
        key: "backup",
        group: words.actions,
        label: actions.backup,
        run: () => go("/instellingen"),
      },
      ...(state.undo
        ? [
            {
              key: "undo",
              group: words.actions,
              label: actions.undo(batchText(state.undo)),
              detail: "Ctrl Z",
              run: onUndo,
            },
          ]
        : []),
      ...(state.redo
        ? [
            {
              key: "redo",
              group: words.actions,
              label: actions.redo(batchText(state.redo)),
              detail: "Ctrl Y",
              run: onRedo,
            },
          ]
        : []),
      { key: "help", group: words.actions, label: actions.shortcuts, detail: "F1", run: onHelp },
    ].filter((option) => has(option.label));
    const found: Option[] = [];
    if (asked && answer.data) {
      for (const pupil of answer.data.pupils) {
        found.push({
          key: `pupil-${pupil.id}`,
          group: words.pupils,
          label: `${pupil.last_name} ${pupil.first_name}`,
          detail: [pupil.class, date(pupil.birth_date), pupil.number].filter(Boolean).join(" · "),
          run: () => go(`/leerlingen/${pupil.id}`),
        });
        found.push({
          key: `year-${pupil.id}`,
          group: words.pupils,
          label: words.year(`${pupil.last_name} ${pupil.first_name}`),
          detail: pupil.class,
          run: () => go(`/aanwezigheden/leerling/${pupil.id}`),
        });
      }
      for (const one of answer.data.classes) {
        found.push({
          key: `register-${one.class}`,
          group: words.classes,
          label: words.register(one.class),
          detail: words.pupilsInClass(number(one.pupils)),
          run: () => go(`/aanwezigheden/${encodeURIComponent(one.class)}`),
        });
        found.push({
          key: `class-${one.class}`,
          group: words.classes,
          label: one.class,
          detail: words.pupilsInClass(number(one.pupils)),
          run: () => go(`/leerlingen/klas/${encodeURIComponent(one.class)}`),
        });
      }
    }
    // Whoever names the screen beside the name means that one.
    const named = YEAR.test(text) ? "year-" : REGISTER.test(text) ? "register-" : null;
    const meant = named ? found.filter((option) => option.key.startsWith(named)) : found;
    return wanted ? [...meant, ...fixed] : fixed;
  }, [text, asked, answer.data, state.undo, state.redo, go, onUndo, onRedo, onHelp, words]);

  const current = Math.min(active, options.length - 1);
  const choose = (option: Option | undefined) => {
    if (!option) return;
    onClose();
    option.run();
  };
  // What is listed belongs to fewer letters than were typed: choosing now would open another class.
  const late =
    asked !== wished || (asked.length > 0 && (answer.isPending || answer.isPlaceholderData));
  useEffect(() => {
    if (entered && !late) {
      setEntered(false);
      choose(options[current]);
    }
  });
  const keyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: options.length - 1 }[
      event.key
    ];
    if (to !== undefined && !(text && (event.key === "Home" || event.key === "End"))) {
      event.preventDefault();
      const next = (to + options.length) % Math.max(1, options.length);
      setActive(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (late) setEntered(true);
      else choose(options[current]);
    }
  };

  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className="scrim"
    >
      <Modal className="palette">
        <Dialog aria-label={words.title}>
          <input
            autoFocus
            type="text"
            role="combobox"
            aria-label={words.label}
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={options[current] ? `${id}-${current}` : undefined}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            placeholder={nl.app.searchHint}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setActive(0);
              setEntered(false);
            }}
            onKeyDown={keyDown}
          />
          <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={words.title}>
            {options.map((option, index) => (
              <div key={option.key} role="presentation">
                {option.group !== options[index - 1]?.group ? (
                  <h3 role="presentation">{option.group}</h3>
                ) : null}
                <div
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === current}
                  className="palette-option"
                  onMouseMove={() => setActive(index)}
                  onClick={() => choose(option)}
                >
                  <span className="cut">{option.label}</span>
                  {option.detail ? <span className="soft nums">{option.detail}</span> : null}
                </div>
              </div>
            ))}
          </div>
          <div className="palette-help" role="status">
            {options.length === 0 ? words.nothing : words.help}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
