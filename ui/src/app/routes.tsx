import { lazy, type ReactNode } from "react";
import type { SessionState } from "../backend/generated/SessionState";
import { TodayScreen, useTodayCount } from "../features/attendance/TodayScreen";
import { useDiscimusCount } from "../features/discimus/count";
import { useFollowUpCount } from "../features/follow_up/count";
import { useDoublesCount } from "../features/merges/count";
import { mergesPlace } from "../features/merges/place";
import { useOverlapsCount } from "../features/overlaps/count";
import { PupilsScreen } from "../features/pupils/PupilsScreen";
import { useConflictCount, useHeldCount, useJoined, useWaitingCount } from "../features/sync/count";
import { nl } from "../texts/nl";

// Read when somebody goes there, so that the first screen does not wait for them.
const AttendanceScreen = lazy(() =>
  import("../features/attendance/AttendanceScreen").then((file) => ({
    default: file.AttendanceScreen,
  })),
);
const BoardScreen = lazy(() =>
  import("../features/board/BoardScreen").then((file) => ({ default: file.BoardScreen })),
);
const CalendarScreen = lazy(() =>
  import("../features/calendar/CalendarScreen").then((file) => ({ default: file.CalendarScreen })),
);
const CardsScreen = lazy(() =>
  import("../features/cards/CardsScreen").then((file) => ({ default: file.CardsScreen })),
);
const DiscimusScreen = lazy(() =>
  import("../features/discimus/DiscimusScreen").then((file) => ({ default: file.DiscimusScreen })),
);
const DossierScreen = lazy(() =>
  import("../features/dossier/DossierScreen").then((file) => ({ default: file.DossierScreen })),
);
const EnrolmentsScreen = lazy(() =>
  import("../features/enrolments/EnrolmentsScreen").then((file) => ({
    default: file.EnrolmentsScreen,
  })),
);
const FileScreen = lazy(() =>
  import("../features/enrolments/file/FileScreen").then((file) => ({ default: file.FileScreen })),
);
const FollowUpScreen = lazy(() =>
  import("../features/follow_up/FollowUpScreen").then((file) => ({ default: file.FollowUpScreen })),
);
const LooksScreen = lazy(() =>
  import("../features/looks/LooksScreen").then((file) => ({ default: file.LooksScreen })),
);
const MergesScreen = lazy(() =>
  import("../features/merges/MergesScreen").then((file) => ({ default: file.MergesScreen })),
);
const MigrationScreen = lazy(() =>
  import("../features/migration/MigrationScreen").then((file) => ({
    default: file.MigrationScreen,
  })),
);
const OverlapsScreen = lazy(() =>
  import("../features/overlaps/OverlapsScreen").then((file) => ({ default: file.OverlapsScreen })),
);
const OverviewScreen = lazy(() =>
  import("../features/overview/OverviewScreen").then((file) => ({ default: file.OverviewScreen })),
);
const ReportsScreen = lazy(() =>
  import("../features/reports/ReportsScreen").then((file) => ({ default: file.ReportsScreen })),
);
const ScanningScreen = lazy(() =>
  import("../features/scanning/ScanningScreen").then((file) => ({ default: file.ScanningScreen })),
);
const SettingsScreen = lazy(() =>
  import("../features/settings/SettingsScreen").then((file) => ({ default: file.SettingsScreen })),
);

const SyncScreen = lazy(() =>
  import("../features/sync/SyncScreen").then((file) => ({ default: file.SyncScreen })),
);
const DecideScreen = lazy(() =>
  import("../features/sync/DecideScreen").then((file) => ({ default: file.DecideScreen })),
);
const HeldScreen = lazy(() =>
  import("../features/sync/HeldScreen").then((file) => ({ default: file.HeldScreen })),
);

/** The list with a sheet beside it, or one part of the file of a pupil. */
function Pupils({ place }: { place: string }) {
  const [, pupil, part] = /^([^/]+)\/(inschrijvingen|dossier)$/.exec(place) ?? [];
  if (pupil && part === "inschrijvingen") return <FileScreen key={pupil} pupil={pupil} />;
  if (pupil && part === "dossier") return <DossierScreen key={pupil} pupil={pupil} />;
  const merges = mergesPlace(place);
  if (merges) return <MergesScreen place={merges} />;
  return <PupilsList place={place} />;
}

function PupilsList({ place }: { place: string }) {
  return <PupilsScreen place={place} doubles={useDoublesCount()} />;
}

/** A screen as the navigation, the search and the address know it. */
export interface Place {
  path: string;
  label: string;
  /** Heading it stands under in the navigation. */
  group?: string;
  /** The number behind it that asks for action. */
  useCount?: (state: SessionState) => number;
  /** What that number counts, for who does not see it. */
  counted?: string;
  /** Whether the navigation shows it; always, unless it says otherwise. */
  useShown?: () => boolean;
  render: (rest: string) => ReactNode;
}

export const HOME = "/leerlingen";

/** Every screen that exists, in the order of the navigation. */
export const PLACES: readonly Place[] = [
  {
    path: "/vandaag",
    label: nl.today.title,
    useCount: useTodayCount,
    counted: nl.today.badge,
    render: (rest) => <TodayScreen place={rest} />,
  },
  {
    path: "/leerlingen",
    label: nl.app.nav.pupils,
    useCount: useDoublesCount,
    counted: nl.merges.doubles.badge,
    render: (rest) => <Pupils place={rest} />,
  },
  {
    path: "/inschrijven",
    label: nl.enrol.title,
    render: (rest) => <EnrolmentsScreen place={rest} />,
  },
  {
    path: "/aanwezigheden",
    label: nl.attendance.title,
    render: (rest) => <AttendanceScreen place={rest} />,
  },
  {
    path: "/opvolging",
    label: nl.app.nav.followUp,
    group: nl.app.groups.followUp,
    useCount: useFollowUpCount,
    counted: nl.app.toFollowUp,
    render: (rest) => <FollowUpScreen place={rest} />,
  },
  {
    path: "/ook-elders",
    label: nl.overlaps.title,
    group: nl.app.groups.followUp,
    useCount: useOverlapsCount,
    counted: nl.overlaps.badge,
    render: (rest) => <OverlapsScreen place={rest} />,
  },
  {
    path: "/discimus",
    label: nl.discimus.title,
    group: nl.app.groups.followUp,
    useCount: useDiscimusCount,
    counted: nl.discimus.badge,
    render: (rest) => <DiscimusScreen place={rest} />,
  },
  {
    path: "/cijfers",
    label: nl.app.nav.overview,
    group: nl.app.groups.followUp,
    render: () => <OverviewScreen />,
  },
  {
    path: "/afdrukken",
    label: nl.reports.title,
    group: nl.app.groups.followUp,
    render: (rest) => <ReportsScreen place={rest} />,
  },
  {
    path: "/migratie",
    label: nl.app.nav.migration,
    group: nl.app.groups.registration,
    render: () => <MigrationScreen />,
  },
  {
    path: "/barcodes",
    label: nl.app.nav.cards,
    group: nl.app.groups.registration,
    useCount: (state) => state.to_print,
    counted: nl.app.toPrint,
    render: () => <CardsScreen />,
  },
  {
    path: "/scannen",
    label: nl.app.nav.scanning,
    group: nl.app.groups.registration,
    render: (rest) => <ScanningScreen place={rest} />,
  },
  {
    path: "/synchronisatie",
    label: nl.sync.title,
    group: nl.sync.group,
    useCount: useWaitingCount,
    counted: nl.sync.badge,
    render: () => <SyncScreen />,
  },
  {
    path: "/te-beslissen",
    label: nl.sync.decide.title,
    group: nl.sync.group,
    useCount: useConflictCount,
    counted: nl.sync.decide.badge,
    useShown: useJoined,
    render: () => <DecideScreen />,
  },
  {
    path: "/aandacht-nodig",
    label: nl.sync.held.title,
    group: nl.sync.group,
    useCount: useHeldCount,
    counted: nl.sync.held.badge,
    useShown: useJoined,
    render: () => <HeldScreen />,
  },
  {
    path: "/kalender",
    label: nl.app.nav.calendar,
    group: nl.app.groups.school,
    render: (rest) => <CalendarScreen place={rest} />,
  },
  {
    path: "/toestellen",
    label: nl.board.title,
    group: nl.app.groups.school,
    render: () => <BoardScreen />,
  },
  {
    path: "/inzage",
    label: nl.looks.title,
    group: nl.app.groups.school,
    useShown: useJoined,
    render: (rest) => <LooksScreen place={rest} />,
  },
  {
    path: "/instellingen",
    label: nl.app.nav.settings,
    group: nl.app.groups.school,
    render: (rest) => <SettingsScreen place={rest} />,
  },
];

/** The screen at an address, with what stands behind its path. */
export function placeAt(address: string): { place: Place; rest: string } | null {
  const path = address.split("?")[0] === "/" ? HOME : address;
  const place = PLACES.find((one) => path === one.path || path.startsWith(`${one.path}/`));
  return place ? { place, rest: path.slice(place.path.length + 1) } : null;
}
