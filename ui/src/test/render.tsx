import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "../app/App";
import { use } from "../backend";
import { type Fake, fake, type Handlers } from "../backend/fake";
import { newWorld, type World } from "../backend/fake/world";
import { newQueryClient } from "../backend/queries";

/** Opens the window on a stand-in, at an address, as a person would meet it. */
export function open(address = "/", world: World = newWorld(60), over: Handlers = {}) {
  const backend: Fake = fake(world, over);
  use(backend);
  window.location.hash = address;
  const user = userEvent.setup();
  return { backend, user, ...render(<App client={newQueryClient()} />) };
}
