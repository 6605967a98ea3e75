import type { Grant, Role, ScopeKind } from "#app/lib/actor.ts";

/* Who is who in the demonstration. All are invented; so are the organisations. */

export const DEMO_PASSWORD = "learning is saving 2026";

export type DemoOrganisation = {
  key: string;
  name: string;
  kind: string;
  country: string;
  units: { key: string; name: string; kind: string; parent?: string }[];
  contacts?: { name: string; role: string; phone: string; email: string }[];
  /** By course. */
  seats?: Record<string, number>;
};

export const ORGANISATIONS: DemoOrganisation[] = [
  {
    key: "rumdul",
    name: "Rumdul Microfinance",
    kind: "mfi",
    country: "KH",
    units: [
      { key: "rumdul-head", name: "Head office", kind: "head-office" },
      { key: "rumdul-east", name: "Eastern area", kind: "area", parent: "rumdul-head" },
      { key: "rumdul-kc", name: "Kampong Cham", kind: "branch", parent: "rumdul-east" },
      { key: "rumdul-kt", name: "Kampong Thom", kind: "branch", parent: "rumdul-east" },
      { key: "rumdul-pv", name: "Prey Veng", kind: "branch", parent: "rumdul-east" },
      { key: "rumdul-west", name: "Western area", kind: "area", parent: "rumdul-head" },
      { key: "rumdul-sr", name: "Siem Reap", kind: "branch", parent: "rumdul-west" },
      { key: "rumdul-bb", name: "Battambang", kind: "branch", parent: "rumdul-west" },
    ],
    contacts: [
      { name: "Meas Chenda", role: "Training", phone: "+855 12 555 019", email: "chenda@rumdul.example" },
      { name: "Pen Sovann", role: "Invoices", phone: "+855 12 555 020", email: "" },
    ],
    seats: { "management-essentials": 10, "financial-education-for-clients": 30 },
  },
  {
    key: "lac",
    name: "Caisse Solidaire du Lac",
    kind: "mfi",
    country: "SN",
    units: [{ key: "lac-saint-louis", name: "Saint-Louis", kind: "branch" }],
  },
  { key: "andean", name: "Andean Inclusive Finance Network", kind: "association", country: "PE", units: [] },
  { key: "nile", name: "Nile Training Partners", kind: "training-provider", country: "EG", units: [] },
  {
    key: "institute",
    name: "Mekong Institute of Inclusive Finance",
    kind: "programme-owner",
    country: "KH",
    units: [],
  },
  { key: "ministry", name: "Development Ministry", kind: "funder", country: "LU", units: [] },
  ...(
    [
      ["tonle", "Tonle Training House", "KH"],
      ["cedar", "Cedar Business School", "LB"],
      ["baobab", "Baobab Formation", "SN"],
      ["delta", "Delta Learning Cooperative", "VN"],
      ["altiplano", "Altiplano Capacita", "PE"],
      ["lotus", "Lotus School of Finance", "KH"],
      ["savane", "Savane Conseil", "CI"],
    ] as const
  ).map(([key, name, country]) => ({
    key,
    name,
    country,
    kind: "training-provider",
    units: [],
    contacts: [{ name: `Quality desk of ${name}`, role: "Quality", phone: "", email: `${key}@demo.example` }],
  })),
];

export type DemoPerson = {
  username: string;
  name: string;
  local?: string;
  email?: string;
  sex: "female" | "male";
  country: string;
  locale: string;
  timeZone: string;
  works: { organisation: string; unit?: string; position: string; staffNumber?: string };
  roles?: {
    role: Role;
    kind: ScopeKind;
    /** A key of an organisation, unit or cohort, or a programme. */ id?: string;
  }[];
};

const KH = { country: "KH", locale: "en", timeZone: "Asia/Phnom_Penh" };

export const STAFF: DemoPerson[] = [
  {
    username: "petra",
    name: "Petra Novak",
    email: "petra@demo.example",
    sex: "female",
    country: "SI",
    locale: "en",
    timeZone: "Europe/Rome",
    works: { organisation: "institute", position: "Platform manager" },
    roles: [{ role: "platform-administrator", kind: "all" }],
  },
  {
    username: "aminata",
    name: "Aminata Diallo",
    email: "aminata@demo.example",
    sex: "female",
    country: "SN",
    locale: "en",
    timeZone: "Asia/Phnom_Penh",
    works: { organisation: "institute", position: "Programme officer" },
    roles: [{ role: "cohort-administrator", kind: "all" }],
  },
  {
    username: "vanna",
    name: "Prak Vanna",
    local: "ប្រាក់ វណ្ណា",
    email: "vanna@demo.example",
    sex: "male",
    ...KH,
    works: { organisation: "institute", position: "Trainer" },
    roles: [
      { role: "trainer", kind: "cohort", id: "finished" },
      { role: "trainer", kind: "cohort", id: "running" },
    ],
  },
  {
    username: "lina",
    name: "Lina Okafor",
    email: "lina@demo.example",
    sex: "female",
    country: "NG",
    locale: "en",
    timeZone: "Africa/Lagos",
    works: { organisation: "nile", position: "Master trainer" },
    roles: [{ role: "assessor", kind: "programme", id: "management" }],
  },
  {
    username: "kwame",
    name: "Kwame Mensah",
    email: "kwame@demo.example",
    sex: "male",
    country: "GH",
    locale: "en",
    timeZone: "Africa/Accra",
    works: { organisation: "institute", position: "Master trainer" },
    roles: [{ role: "assessor", kind: "programme", id: "management" }],
  },
  {
    username: "chenda",
    name: "Meas Chenda",
    local: "មាស ចិន្តា",
    email: "chenda@demo.example",
    sex: "female",
    ...KH,
    works: {
      organisation: "rumdul",
      unit: "rumdul-head",
      position: "Head of training",
      staffNumber: "R-0012",
    },
    roles: [{ role: "training-head", kind: "organisation", id: "rumdul" }],
  },
  {
    username: "rithy",
    name: "Tep Rithy",
    local: "ទេព រិទ្ធី",
    sex: "male",
    ...KH,
    works: { organisation: "rumdul", unit: "rumdul-east", position: "Area manager", staffNumber: "R-0031" },
    roles: [{ role: "area-manager", kind: "units", id: "rumdul-east" }],
  },
  {
    username: "jean",
    name: "Jean-Baptiste Kouassi",
    email: "jean@demo.example",
    sex: "male",
    country: "CI",
    locale: "fr",
    timeZone: "Africa/Abidjan",
    works: { organisation: "ministry", position: "Certification officer" },
    roles: [{ role: "certification-officer", kind: "all" }],
  },
  {
    username: "ana",
    name: "Ana Torres",
    email: "ana@demo.example",
    sex: "female",
    country: "PE",
    locale: "en",
    timeZone: "America/Lima",
    works: { organisation: "andean", position: "Tutor" },
    roles: [
      { role: "marker", kind: "programme", id: "management" },
      { role: "exam-custodian", kind: "programme", id: "management" },
    ],
  },
  {
    username: "ingrid",
    name: "Ingrid Lund",
    email: "ingrid@demo.example",
    sex: "female",
    country: "LU",
    locale: "en",
    timeZone: "Europe/Luxembourg",
    works: { organisation: "ministry", position: "Auditor" },
    roles: [{ role: "auditor", kind: "all" }],
  },
];

export const LEARNERS: DemoPerson[] = [
  {
    username: "dara",
    name: "Sok Dara",
    local: "សុខ ដារ៉ា",
    email: "dara@demo.example",
    sex: "male",
    ...KH,
    works: { organisation: "rumdul", unit: "rumdul-kc", position: "Client officer", staffNumber: "R-0214" },
  },
  {
    username: "sophea",
    name: "Chan Sophea",
    local: "ចាន់ សុភា",
    sex: "female",
    ...KH,
    works: { organisation: "rumdul", unit: "rumdul-kc", position: "Branch manager", staffNumber: "R-0107" },
  },
  {
    username: "bopha",
    name: "Kim Bopha",
    local: "គីម បុប្ផា",
    sex: "female",
    ...KH,
    works: { organisation: "rumdul", unit: "rumdul-kc", position: "Client officer", staffNumber: "R-0220" },
  },
  {
    username: "vannak",
    name: "Ros Vannak",
    local: "រស់ វណ្ណៈ",
    sex: "male",
    ...KH,
    works: { organisation: "rumdul", unit: "rumdul-kc", position: "Client officer", staffNumber: "R-0233" },
  },
  {
    username: "sreymom",
    name: "Chea Sreymom",
    local: "ជា ស្រីមុំ",
    sex: "female",
    ...KH,
    works: { organisation: "rumdul", unit: "rumdul-kt", position: "Client officer", staffNumber: "R-0241" },
  },
  {
    username: "fatou",
    name: "Fatou Ndiaye",
    email: "fatou@demo.example",
    sex: "female",
    country: "SN",
    locale: "fr",
    timeZone: "Africa/Dakar",
    works: { organisation: "lac", unit: "lac-saint-louis", position: "Cheffe d’agence" },
  },
  {
    username: "youssef",
    name: "Youssef Haddad",
    local: "يوسف حداد",
    email: "youssef@demo.example",
    sex: "male",
    country: "EG",
    locale: "en",
    timeZone: "Africa/Cairo",
    works: { organisation: "nile", position: "Credit manager" },
  },
  {
    username: "maria",
    name: "María Quispe",
    email: "maria@demo.example",
    sex: "female",
    country: "PE",
    locale: "en",
    timeZone: "America/Lima",
    works: { organisation: "andean", position: "Operations manager" },
  },
  {
    username: "anh",
    name: "Nguyễn Thị Ánh",
    email: "anh@demo.example",
    sex: "female",
    country: "VN",
    locale: "en",
    timeZone: "Asia/Ho_Chi_Minh",
    works: { organisation: "andean", position: "Branch manager" },
  },
];

/** The grants of a person, with the demonstration's keys turned into ids. */
export const grantsOf = ({ roles = [] }: DemoPerson, idOf: (key: string) => string): Grant[] =>
  roles.map(({ role, kind, id = "" }) => ({
    role,
    scope: { kind, id: kind === "programme" || kind === "all" ? id : idOf(id) },
  }));
