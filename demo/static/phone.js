// The page /phone: reads the state, follows changes, and lets a visitor act on both phones.
import { Device } from "./device.js";
import { Ringer } from "./ringer.js";
import { act, follow, readState, newCitizen } from "./server.js";
import { showWire } from "./wires.js";

const BOT = {
  telegram: ["Suar (DEMO)", "bot"],
  whatsapp: ["Suar (DEMO)", "akun bisnis"],
  sms: ["Suar (DEMO)", "pesan teks"],
  staff: ["Suar Petugas (DEMO)", "bot"],
};
const STORED_SOUND = "suar-suara";

const state = { people: new Map(), chats: new Map(), messages: new Map(), line: "telegram", citizen: null, officer: null };
const find = (selector) => document.querySelector(selector);

const citizen = new Device(find("#citizen"), { who: "citizen", act: (what) => send("citizen", what) });
const officer = new Device(find("#officer"), { who: "officer", act: (what) => send("officer", what) });
const ringer = new Ringer({ button: find("#sound"), stored: STORED_SOUND });

const citizenChat = () => `${state.line}:${state.citizen}`;
const officerChat = () => `staff:${state.officer}`;

async function send(who, what) {
  const chat = who === "officer" ? state.officer : state.citizen;
  const channel = who === "officer" ? "staff" : state.line;
  const device = who === "officer" ? officer : citizen;
  ringer.unlock();
  const problem = await act({ who, channel, chat, ...what });
  if (problem) device.toast(problem);
}

function apply(change) {
  if (change.type === "reset") return void load();
  if (change.type === "person") addPerson(change.person);
  if (change.type === "chat") updateChat(change.chat);
  if (change.type === "message") updateMessage(change.message);
  if (change.type === "answer") deviceOf(change.chat)?.answered(change.text);
  if (change.type === "wire") showWire(find("#wires"), change);
}

function deviceOf(chat) {
  if (chat === citizenChat()) return citizen;
  return chat === officerChat() ? officer : null;
}

function addPerson(person) {
  const known = state.people.has(person.key);
  state.people.set(person.key, person);
  if (known) return;
  if (person.key.startsWith("p")) return void addOfficer(person);
  const option = new Option(person.name, person.key);
  option.title = person.phone;
  find("#person").append(option);
  find("#person").hidden = find("#person").options.length < 2;
  if (!state.citizen) showCitizen(person.key);
}

function addOfficer(person) {
  find("#officers").append(new Option(officerLabel(person, false), person.key));
  if (!state.officer) showOfficer(person.key);
}

function officerLabel(person, ringing) {
  return `${ringing ? "\u{1F514} " : ""}${person.title} · ${person.name}`;
}

function updateChat(chat) {
  state.chats.set(chat.key, chat);
  deviceOf(chat.key)?.setChat(chat);
}

function updateMessage(message) {
  const startsRinging = message.rings && !state.messages.get(message.serial)?.rings;
  if (message.deleted) state.messages.delete(message.serial);
  else state.messages.set(message.serial, message);
  deviceOf(message.chat)?.upsert(message);
  // The ladder climbs: show the phone that has just begun to ring, unless somebody is busy on this one.
  if (startsRinging && message.chat !== officerChat() && officer.isIdle()) showOfficer(message.chat.split(":")[1]);
  markRinging();
}

function markRinging() {
  const ringing = [...state.messages.values()].filter((message) => message.rings);
  const chats = new Set(ringing.map((message) => message.chat));
  for (const option of find("#officers").options) {
    option.text = officerLabel(state.people.get(option.value), chats.has(`staff:${option.value}`));
  }
  find("#officers").dataset.ringing = String(ringing.length > 0);
  find("#side-badge").hidden = ringing.length === 0;
  officer.setRinging(chats.has(officerChat()));
  ringer.setRinging(ringing.length > 0);
}

function show(device, chat, title, sub) {
  const messages = [...state.messages.values()].filter((message) => message.chat === chat);
  device.show({ key: chat, line: chat.split(":")[0], title, sub, messages, chat: state.chats.get(chat) });
}

function showCitizen(key) {
  state.citizen = key;
  find("#person").value = key;
  show(citizen, citizenChat(), ...BOT[state.line]);
}

function showOfficer(key) {
  state.officer = key;
  find("#officers").value = key;
  const person = state.people.get(key);
  show(officer, officerChat(), BOT.staff[0], `di ponsel ${person.name}`);
  officer.setRinging([...state.messages.values()].some((m) => m.rings && m.chat === officerChat()));
}

function showLine(line) {
  state.line = line;
  for (const button of document.querySelectorAll("[data-line]")) {
    button.setAttribute("aria-pressed", String(button.dataset.line === line));
  }
  showCitizen(state.citizen);
}

function showSide(side) {
  document.body.dataset.side = side;
  for (const button of document.querySelectorAll(".sides button")) {
    button.setAttribute("aria-pressed", String(button.dataset.side === side));
  }
}

function setLive(live) {
  find("#link").dataset.live = String(live);
  find("#link-words").textContent = live ? "langsung" : "menyambung lagi";
}

async function load() {
  const found = await readState();
  state.messages.clear();
  found.people.forEach(addPerson);
  found.chats.forEach((chat) => state.chats.set(chat.key, chat));
  found.messages.forEach((message) => state.messages.set(message.serial, message));
  if (!state.people.has(state.citizen)) state.citizen = [...state.people.keys()].find((key) => key.startsWith("w"));
  showCitizen(state.citizen);
  showOfficer(state.officer);
  markRinging();
  return found.number;
}

find("#person").addEventListener("change", (event) => showCitizen(event.target.value));
find("#officers").addEventListener("change", (event) => showOfficer(event.target.value));
find("#new").addEventListener("click", async () => {
  const person = await newCitizen();
  addPerson(person);
  showCitizen(person.key);
  citizen.focus();
});
for (const button of document.querySelectorAll("[data-line]")) {
  button.addEventListener("click", () => showLine(button.dataset.line));
}
for (const button of document.querySelectorAll(".sides button")) {
  button.addEventListener("click", () => showSide(button.dataset.side));
}
for (const chip of document.querySelectorAll(".chip")) {
  chip.addEventListener("click", () => citizen.fill(chip.dataset.sentence));
}

const number = await load();
follow({ after: number, apply, setLive });
