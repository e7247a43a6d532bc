/** Barcodes: choices on the left, the sheet as it comes on paper on the right. */
import { useEffect, useMemo, useState } from "react";
import { call } from "../../backend";
import type { CardJob } from "../../backend/generated/CardJob";
import type { CardsOverview } from "../../backend/generated/CardsOverview";
import { useDo, useRead } from "../../backend/queries";
import { Busy, Button, ProblemMessage, Screen, useToast } from "../../shared";
import { takeWanted, useCards } from "../../shared/cardSelection";
import { store } from "../../shared/store";
import { nl } from "../../texts/nl";
import { Choices } from "./Choices";
import { FormatsPanel } from "./FormatsPanel";
import { incomplete, validStart, withWho } from "./job";
import { ListPanel, type ListReading } from "./ListPanel";
import { Preview } from "./Preview";
import { PrintersPanel } from "./PrintersPanel";
import { TestSheetPanel } from "./TestSheetPanel";
import { ClassTable, Prints } from "./Tracking";
import { UnitsPanel } from "./UnitsPanel";

const text = nl.cards;

/** What is being set up, kept while another screen is looked at. */
const setup = store<{ job: CardJob | null; list: ListReading | null }>({ job: null, list: null });

/** Which side panel is open. */
type Open = "test" | "printers" | "formats" | "units" | "list" | null;

/** The job to begin with: as last printed, from the first label, for whoever still needs a card. */
function firstJob(overview: CardsOverview): CardJob {
  return { ...overview.job, start: 1, selection: { who: "outdated", classes: [] } };
}

/** The screen. */
export function CardsScreen() {
  const overview = useRead("cards_overview", {});
  if (overview.error && !overview.data) {
    return (
      <Screen title={text.title}>
        <ProblemMessage
          problem={overview.error}
          actions={<Button onClick={() => void overview.refetch()}>{nl.shared.again}</Button>}
        />
      </Screen>
    );
  }
  if (!overview.data) {
    return (
      <Screen title={text.title}>
        <Busy what={text.loading} />
      </Screen>
    );
  }
  return <Sheets overview={overview.data} />;
}

function Sheets({ overview }: { overview: CardsOverview }) {
  const chosen = useCards();
  const kept = setup.use();
  const [open, setOpen] = useState<Open>(null);
  const [sheet, setSheet] = useState(1);
  const toast = useToast();
  const print = useDo("cards_print");
  const list = kept.list;

  // The selection of pupils is made on other screens: the job follows it.
  const job = useMemo(() => {
    const made = kept.job ?? firstJob(overview);
    return made.selection.who === "pupils"
      ? withWho(made, "pupils", { pupils: chosen, list: null })
      : made;
  }, [kept.job, overview, chosen]);

  function change(next: CardJob) {
    print.reset();
    setSheet(1);
    setup.update((now) => ({ ...now, job: next }));
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the screen opens
  useEffect(() => {
    const who = takeWanted();
    if (who) change({ ...withWho(job, who, { pupils: chosen, list: null }), layout: "stickers" });
  }, []);

  const missing = incomplete(job, overview.units);
  const preview = useRead("cards_preview", { job, sheet }, { enabled: missing === null });
  const worked = missing === null && !preview.error ? preview.data : undefined;
  const sheets = worked?.sheets ?? 0;
  const ready = worked !== undefined && sheets > 0 && !preview.isPlaceholderData;

  function make(to: "open" | "save") {
    print.mutate(
      { job, to },
      {
        onSuccess: (made) => {
          if (made.file_name === null) return;
          toast({ tone: "good", text: text.made(made.file_name, made.sheets, made.stickers) });
          if (job.start !== 1) change({ ...job, start: 1 });
        },
      },
    );
  }

  const close = () => setOpen(null);
  const panels = {
    test: <TestSheetPanel printers={overview.printers} chosen={job.printer} onClose={close} />,
    printers: (
      <PrintersPanel
        printers={overview.printers}
        chosen={job.printer}
        onChoose={(printer) => change({ ...job, printer })}
        onClose={close}
      />
    ),
    formats: (
      <FormatsPanel
        formats={overview.formats}
        chosen={job.sheet}
        onChoose={(code) => change({ ...job, sheet: code, start: 1 })}
        onClose={close}
      />
    ),
    units: <UnitsPanel units={overview.units} onClose={close} />,
    list: (
      <ListPanel
        reading={list}
        onReading={(reading) => {
          const before = setup.get();
          if (before.list && before.list.preview.session !== reading?.preview.session) {
            // A failure only means that the program forgot it already.
            void call("import_stop", { session: before.list.preview.session }).catch(
              () => undefined,
            );
          }
          setup.set({
            list: reading,
            job: { ...job, selection: { who: "list", session: reading?.preview.session ?? 0 } },
          });
          setSheet(1);
          // Another column may hold the number now: the same reading prints other bars.
          if (missing === null) void preview.refetch();
        }}
        onClose={close}
      />
    ),
  };

  return (
    <Screen
      title={text.title}
      subtitle={text.toReprint(overview.total - overview.printed)}
      aside={open ? panels[open] : null}
      actions={
        <>
          <Button
            aria-expanded={open === "test"}
            onClick={() => setOpen(open === "test" ? null : "test")}
          >
            {text.testSheet}
          </Button>
          <Button
            aria-expanded={open === "printers"}
            onClick={() => setOpen(open === "printers" ? null : "printers")}
          >
            {text.calibrate}
          </Button>
          <Button disabled={!ready || print.isPending} onClick={() => make("save")}>
            {text.save}
          </Button>
          <Button
            kind="primary"
            disabled={!ready}
            busy={print.isPending}
            title={text.printHint}
            onClick={() => make("open")}
          >
            {sheets > 0 ? text.print(sheets) : text.printNothing}
          </Button>
        </>
      }
    >
      {print.error ? <ProblemMessage problem={print.error} /> : null}
      {print.isPending ? <Busy what={text.busy} /> : null}
      <div className="cards-grid">
        <div className="stack">
          <Choices
            job={job}
            overview={overview}
            preview={worked}
            list={list}
            pupils={chosen}
            onChange={change}
            onOpen={setOpen}
          />
          <ClassTable overview={overview} job={job} onChange={change} />
          <Prints prints={overview.prints} />
        </div>
        <Preview
          job={job}
          formats={overview.formats}
          missing={missing}
          preview={worked}
          problem={missing === null ? preview.error : null}
          loading={preview.isPlaceholderData || preview.isLoading}
          sheet={sheet}
          onSheet={setSheet}
          onChange={(next) => change({ ...next, start: validStart(next.start, worked?.format) })}
          onOpen={setOpen}
        />
      </div>
    </Screen>
  );
}
