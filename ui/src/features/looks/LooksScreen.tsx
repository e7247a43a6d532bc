import { useState } from "react";
import { useLocation } from "wouter";
import type { LookBook } from "../../backend/generated/LookBook";
import { useDo, useRead } from "../../backend/queries";
import { Button, ProblemMessage, Screen, Select, Table } from "../../shared";
import { nameOf } from "../../shared/pupil";
import { ServerAsked } from "../../shared/ServerAsked";
import { nl } from "../../texts/nl";
import { columns } from "./columns";
import { StandsOut } from "./StandsOut";

const words = nl.looks;
/** The list in pixels, at most: what stands out stays in sight above it. */
const HIGHEST = 480;
/** Behind the path: the looks at one pupil. */
const PUPIL = /^leerling\/([^/]+)$/;

/** Who looked at what, for the privacy officer of the school (S61). */
export function LooksScreen({ place }: { place: string }) {
  const pupil = PUPIL.exec(place)?.[1] ?? null;
  const [user, setUser] = useState<string | null>(null);
  return <Looks key={`${pupil} ${user}`} pupil={pupil} user={user} onUser={setUser} />;
}

interface Props {
  pupil: string | null;
  user: string | null;
  onUser: (user: string | null) => void;
}

function Looks({ pupil, user, onUser }: Props) {
  const [, go] = useLocation();
  const newest = useRead("board", { what: "looks", pupil, user, before: null });
  const more = useDo("board");
  const [older, setOlder] = useState<LookBook[]>([]);
  const again = () => {
    setOlder([]);
    void newest.refetch();
  };
  const books = newest.data?.shows === "looks" ? [newest.data, ...older] : [];
  const next = books.at(-1)?.older ?? null;
  const onOlder = () =>
    more.mutate(
      { what: "looks", pupil, user, before: next },
      { onSuccess: (book) => book.shows === "looks" && setOlder([...older, book]) },
    );
  return (
    <Screen
      title={words.title}
      actions={books.length > 0 ? <Button onClick={again}>{words.again}</Button> : null}
    >
      <ServerAsked asked={newest} words={words} onAgain={again} />
      {books.length > 0 && !newest.error ? (
        <Book
          books={books}
          pupil={pupil}
          user={user}
          onUser={onUser}
          onEverybody={() => go("/inzage")}
        />
      ) : null}
      <ProblemMessage problem={more.error} />
      {next ? (
        <div className="row">
          <Button busy={more.isPending} onClick={onOlder}>
            {words.older}
          </Button>
        </div>
      ) : null}
    </Screen>
  );
}

interface BookProps {
  books: readonly LookBook[];
  pupil: string | null;
  user: string | null;
  onUser: (user: string | null) => void;
  onEverybody: () => void;
}

/** What was told so far: a later page may tell the first moment of it once more. */
function Book({ books, pupil, user, onUser, onEverybody }: BookProps) {
  const looks = [
    ...new Map(books.flatMap((book) => book.looks).map((look) => [look.id, look])).values(),
  ];
  const people = new Map(looks.flatMap((look) => (look.user ? [[look.user, look.name]] : [])));
  const about = looks.find((look) => look.pupil)?.pupil;
  const options = [
    { value: "", label: words.anybody },
    ...[...people].map(([value, name]) => ({ value, label: name || words.unnamed })),
  ];
  return (
    <div className="stack">
      <p className="soft">{pupil && about ? words.about(nameOf(about)) : words.all}</p>
      <div className="row">
        <Select
          label={words.who}
          value={user ?? ""}
          onChange={(value) => onUser(value || null)}
          options={options}
        />
        {pupil ? <Button onClick={onEverybody}>{words.everybody}</Button> : null}
      </div>
      <StandsOut all={books.flatMap((book) => book.stands_out)} />
      <Table
        label={words.list}
        rows={looks}
        columns={columns}
        rowKey={(look) => look.id}
        empty={<p>{words.none}</p>}
        maxHeight={HIGHEST}
      />
    </div>
  );
}
