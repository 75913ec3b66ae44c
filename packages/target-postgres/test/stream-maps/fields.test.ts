import { expect, test } from "vitest";
import { recordLine, schemaLine } from "../harness/lines.ts";
import { load, loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";
import { CUSTOMERS, JANE, JOHN } from "./customers.ts";

const database = useDatabase();

const string = { type: ["string", "null"] };
const integer = { type: ["integer", "null"] };
const number = { type: ["number", "null"] };

const read = (sql: string): Promise<readonly Record<string, unknown>[]> => database().query(sql);

test("the SDK's first example: a dropped field, a domain, a hash", async () => {
  await loadAll(database(), [CUSTOMERS, JANE], {
    default_target_schema: "first",
    stream_maps: {
      customers: {
        email: null,
        email_domain: "owner_email.split('@')[-1]",
        email_hash: "md5(config['hash_seed'] + owner_email)",
        __else__: null,
      },
    },
    stream_map_config: { hash_seed: "01AWZh7A6DzGm6iJZZ2T" },
  });

  const rows = await read("SELECT * FROM first.customers");
  expect(rows).toMatchObject([
    {
      customer_id: "1",
      email_domain: "example.com",
      email_hash: "1391ba5dcf65853929a87fe68c95c231",
    },
  ]);
  expect(Object.keys(rows[0] ?? {})).not.toContain("email");
});

test("new columns have the types that the SDK infers", async () => {
  const created = { type: "string", format: "date-time" };
  await loadAll(
    database(),
    [
      schemaLine("types", { id: integer, price: number, created }, ["id"]),
      recordLine("types", { id: 7, price: 1.5, created: "2024-02-29T23:30:00+00:00" }),
    ],
    {
      default_target_schema: "types",
      stream_maps: {
        types: {
          copy: "price",
          as_integer: "int(price)",
          as_number: "float(id) / 2",
          as_boolean: "bool(price > 1)",
          day: "datetime.datetime.fromisoformat(created).date()",
          moment: "datetime.datetime.fromisoformat(created) + datetime.timedelta(hours=1)",
          label: "f'{id:03d}-{created[:10]}'",
          whole: "record",
        },
      },
    },
  );

  const columns = await read(
    "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'types' AND table_name = 'types' AND column_name NOT LIKE '\\_sdc%'",
  );
  expect(Object.fromEntries(columns.map((row) => [row["column_name"], row["data_type"]]))).toEqual({
    id: "bigint",
    price: "numeric",
    created: "timestamp without time zone",
    copy: "numeric",
    as_integer: "bigint",
    as_number: "numeric",
    as_boolean: "boolean",
    day: "date",
    moment: "timestamp without time zone",
    label: "text",
    whole: "jsonb",
  });
  expect(
    await read(
      "SELECT copy::text, as_integer, as_number::text, as_boolean, day::text, moment::text, label, whole FROM types.types",
    ),
  ).toEqual([
    {
      copy: "1.5",
      as_integer: "1",
      as_number: "3.5",
      as_boolean: true,
      day: "2024-02-29",
      moment: "2024-03-01 00:30:00",
      label: "007-2024-02-29",
      whole: { id: 7, price: 1.5, created: "2024-02-29T23:30:00+00:00" },
    },
  ]);
});

test("a mapped stream keeps every digit and character of what is passed on", async () => {
  const object = { type: "object" };
  await loadAll(
    database(),
    [
      schemaLine("exact", { id: number, price: number, o: object, s: string }),
      recordLine(
        "exact",
        String.raw`{"id":123456789012345678901234567890,"price":1.10,"o":{"b":9007199254740993,"a":[0.1000]},"s":"tab\té\ud83d\ude00"}`,
      ),
    ],
    {
      default_target_schema: "exact",
      stream_maps: {
        exact: {
          twice: "id",
          nested: "json.dumps(o)",
          total: "str(price + price)",
          text: "str(price)",
        },
      },
    },
  );

  expect(
    await read(
      "SELECT id::text, twice::text, price::text, o::text, nested, total, text, s FROM exact.exact",
    ),
  ).toEqual([
    {
      id: "123456789012345678901234567890",
      twice: "123456789012345678901234567890",
      price: "1.10",
      o: '{"a": [0.1000], "b": 9007199254740993}',
      nested: '{"b": 9007199254740993, "a": [0.1000]}',
      total: "2.20",
      text: "1.10",
      s: "tab\té😀",
    },
  ]);
});

test("an expression that fails names line, stream, field and reason; what came before is loaded", async () => {
  const { error } = await load(database(), [CUSTOMERS, JANE, JOHN], {
    default_target_schema: "fails",
    stream_maps: { customers: { domain: "email.split('@')[1]" } },
  });

  expect(error?.message).toContain(
    `line 3 (stream "customers", column "domain"): stream map expression "email.split('@')[1]" failed: AttributeError: 'NoneType' object has no method 'split' with these arguments`,
  );
  expect(await read("SELECT domain FROM fails.customers")).toEqual([{ domain: "home.example" }]);
});

test("expressions that cannot be used are all named before anything is loaded", async () => {
  const { error } = await load(database(), [CUSTOMERS, JANE], {
    default_target_schema: "refused",
    stream_maps: {
      customers: { a: "len(full_name)", b: "full_name.lower(", c: 5 },
      "orders_*": { __filter__: "lambda x: x" },
    },
  });

  expect(error?.name).toBe("ConfigurationError");
  expect(error?.message).toBe(
    `setting "stream_maps": stream "customers": field "a": expression "len(full_name)" at character 1: function len() is not supported; stream "customers": field "b": expression "full_name.lower(" at character 17: not valid Python; stream "customers": field "c": must be null or text with an expression; stream "orders_*": field "__filter__": expression "lambda x: x" at character 1: lambda is not supported (what stream maps here cannot do, a Meltano mapper can: https://hub.meltano.com/mappers/meltano-map-transformer)`,
  );
  expect(await read("SELECT to_regclass('refused.customers') AS table")).toEqual([{ table: null }]);
});

test("fake values are the same for the same seed, in the language that is asked for", async () => {
  const settings = {
    stream_maps: { customers: { full_name: "fake.name()", owner_email: "fake.email()" } },
    faker_config: { seed: 7, locale: "de_DE" },
  };
  await loadAll(database(), [CUSTOMERS, JANE], { ...settings, default_target_schema: "fake_a" });
  await loadAll(database(), [CUSTOMERS, JANE], { ...settings, default_target_schema: "fake_b" });

  const [first] = await read("SELECT full_name, owner_email FROM fake_a.customers");
  const [second] = await read("SELECT full_name, owner_email FROM fake_b.customers");
  expect(first).toEqual(second);
  expect(first?.["full_name"]).not.toBe("Jane Doe");
  expect(first?.["owner_email"]).toMatch(/@/);
});

test("a field without a type of its own that gives a number says what to do", async () => {
  const lines = [schemaLine("totals", { price: number }), recordLine("totals", { price: 1.5 })];
  const settings = { stream_maps: { totals: { total: "price * 2" } } };

  const { error } = await load(database(), lines, { ...settings, default_target_schema: "told" });
  expect(error?.message).toContain(
    `line 2 (stream "totals", column "total"): stream map expression "price * 2" failed: TypeError: the field is text, and this gives a 'decimal.Decimal'; wrap the expression in int(…), float(…), bool(…) or str(…)`,
  );

  await loadAll(database(), lines, {
    ...settings,
    default_target_schema: "unchecked",
    validate_records: false,
  });
  expect(await read("SELECT total FROM unchecked.totals")).toEqual([{ total: "3.0" }]);
});
