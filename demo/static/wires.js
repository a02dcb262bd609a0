// The panel "di balik layar": which requests went between provider and hotline, without any content.
import { make, time } from "./bubble.js";

const KEEP = 60;

export function showWire(list, wire) {
  const row = make("li");
  row.dataset.direction = wire.inward ? "in" : "out";
  row.dataset.ok = String(/^2/.test(wire.result));
  const what = make("span", { className: "what", textContent: wire.what });
  const result = make("span", { className: "result", textContent: wire.result });
  const took = wire.ms === null ? time(new Date(wire.at)) : `${wire.ms} ms`;
  row.append(make("span", { className: "way", textContent: wire.inward ? "masuk" : "keluar" }), what, result);
  row.append(make("span", { className: "took", textContent: took }));
  list.prepend(row);
  while (list.children.length > KEEP) list.lastElementChild.remove();
}
