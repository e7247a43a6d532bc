import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { connect } from "./backend";
import { askAhead } from "./backend/ahead";
import { newQueryClient, take } from "./backend/queries";
import "./styles/index.css";

await connect();
const client = newQueryClient();
// So that the list is the first thing drawn, and not an empty frame before it.
await take(client, askAhead());

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App client={client} />
    </StrictMode>,
  );
}
